var __defProp = Object.defineProperty;
var __export = (target, all2) => {
  for (var name in all2)
    __defProp(target, name, { get: all2[name], enumerable: true });
};

// virtual:virtual:documents-glue
var virtual_documents_glue_exports = {};
__export(virtual_documents_glue_exports, {
  Document: () => Document,
  default: () => __wbg_init,
  initSync: () => initSync,
  instantiate: () => instantiate
});
var Document = class _Document {
  static __wrap(ptr) {
    const obj = Object.create(_Document.prototype);
    obj.__wbg_ptr = ptr;
    DocumentFinalization.register(obj, obj.__wbg_ptr, obj);
    return obj;
  }
  __destroy_into_raw() {
    const ptr = this.__wbg_ptr;
    this.__wbg_ptr = 0;
    DocumentFinalization.unregister(this);
    return ptr;
  }
  free() {
    const ptr = this.__destroy_into_raw();
    wasm.__wbg_document_free(ptr, 0);
  }
  /**
   * Kind, counts and what stands beside, as JSON.
   * @returns {string}
   */
  describe() {
    let deferred1_0;
    let deferred1_1;
    try {
      const retptr = wasm.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      wasm.document_describe(retptr, this.__wbg_ptr);
      var r0 = getDataViewMemory0().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory0().getInt32(retptr + 4 * 1, true);
      deferred1_0 = r0;
      deferred1_1 = r1;
      return getStringFromWasm0(r0, r1);
    } finally {
      wasm.__wbindgen_add_to_stack_pointer(16);
      wasm.__wbindgen_export3(deferred1_0, deferred1_1, 1);
    }
  }
  /**
   * Reads a file. `decode` is called where it is plain text, and gives its text: the decoders of browser and Node know
   * GB18030, which would weigh more here than everything else.
   * @param {Uint8Array | number[]} bytes
   * @param {Function} decode
   * @returns {Document}
   */
  static read(bytes, decode2) {
    const borrow1 = addBorrowedObject(decode2);
    try {
      const retptr = wasm.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      const ptr0 = passArray8ToWasm0(bytes, wasm.__wbindgen_export);
      const len0 = WASM_VECTOR_LEN;
      wasm.document_read(retptr, ptr0, len0, borrow1);
      var r0 = getDataViewMemory0().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory0().getInt32(retptr + 4 * 1, true);
      var r2 = getDataViewMemory0().getInt32(retptr + 4 * 2, true);
      if (r2) {
        throw takeObject(r1);
      }
      return _Document.__wrap(r0);
    } finally {
      wasm.__wbindgen_add_to_stack_pointer(16);
      heap[stack_pointer++] = void 0;
    }
  }
  /**
   * Hands its text over: there is none any more.
   * @returns {string}
   */
  text() {
    let deferred1_0;
    let deferred1_1;
    try {
      const retptr = wasm.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      wasm.document_text(retptr, this.__wbg_ptr);
      var r0 = getDataViewMemory0().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory0().getInt32(retptr + 4 * 1, true);
      deferred1_0 = r0;
      deferred1_1 = r1;
      return getStringFromWasm0(r0, r1);
    } finally {
      wasm.__wbindgen_add_to_stack_pointer(16);
      wasm.__wbindgen_export3(deferred1_0, deferred1_1, 1);
    }
  }
};
if (Symbol.dispose) Document.prototype[Symbol.dispose] = Document.prototype.free;
function __wbg_get_imports() {
  const import0 = {
    __proto__: null,
    __wbg___wbindgen_string_get_7ce8eee7fd327545: function(arg0, arg1) {
      const obj = getObject(arg1);
      const ret = typeof obj === "string" ? obj : void 0;
      var ptr1 = isLikeNone(ret) ? 0 : passStringToWasm0(ret, wasm.__wbindgen_export, wasm.__wbindgen_export2);
      var len1 = WASM_VECTOR_LEN;
      getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
      getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);
    },
    __wbg___wbindgen_throw_4c88d8bf264fd984: function(arg0, arg1) {
      throw new Error(getStringFromWasm0(arg0, arg1));
    },
    __wbg_call_40b008ba32f73991: function() {
      return handleError(function(arg0, arg1) {
        const ret = getObject(arg0).call(getObject(arg1));
        return addHeapObject(ret);
      }, arguments);
    },
    __wbg_new_787b9fb330d55d78: function(arg0, arg1) {
      const ret = new Error(getStringFromWasm0(arg0, arg1));
      return addHeapObject(ret);
    },
    __wbg_set_2793479888329cb6: function() {
      return handleError(function(arg0, arg1, arg2) {
        const ret = Reflect.set(getObject(arg0), getObject(arg1), getObject(arg2));
        return ret;
      }, arguments);
    },
    __wbindgen_generic_0000000000000001: function(arg0, arg1) {
      const ret = getStringFromWasm0(arg0, arg1);
      return addHeapObject(ret);
    },
    __wbindgen_object_drop_ref: function(arg0) {
      takeObject(arg0);
    }
  };
  return {
    __proto__: null,
    "./leifeng_form_bg.js": import0
  };
}
var DocumentFinalization = typeof FinalizationRegistry === "undefined" ? { register: () => {
}, unregister: () => {
} } : new FinalizationRegistry((ptr) => wasm.__wbg_document_free(ptr, 1));
function addHeapObject(obj) {
  if (heap_next === heap.length) heap.push(heap.length + 1);
  const idx = heap_next;
  heap_next = heap[idx];
  heap[idx] = obj;
  return idx;
}
function addBorrowedObject(obj) {
  if (stack_pointer == 1) throw new Error("out of js stack");
  heap[--stack_pointer] = obj;
  return stack_pointer;
}
function dropObject(idx) {
  if (idx < 1028) return;
  heap[idx] = heap_next;
  heap_next = idx;
}
var cachedDataViewMemory0 = null;
function getDataViewMemory0() {
  if (cachedDataViewMemory0 === null || cachedDataViewMemory0.buffer.detached === true || cachedDataViewMemory0.buffer.detached === void 0 && cachedDataViewMemory0.buffer !== wasm.memory.buffer) {
    cachedDataViewMemory0 = new DataView(wasm.memory.buffer);
  }
  return cachedDataViewMemory0;
}
function getStringFromWasm0(ptr, len) {
  ptr = ptr >>> 0;
  return decodeText(getUint8ArrayMemory0().subarray(ptr, ptr + len));
}
var cachedUint8ArrayMemory0 = null;
function getUint8ArrayMemory0() {
  if (cachedUint8ArrayMemory0 === null || cachedUint8ArrayMemory0.byteLength === 0) {
    cachedUint8ArrayMemory0 = new Uint8Array(wasm.memory.buffer);
  }
  return cachedUint8ArrayMemory0;
}
function getObject(idx) {
  return heap[idx];
}
function handleError(f, args) {
  try {
    return f.apply(this, args);
  } catch (e) {
    wasm.__wbindgen_export4(addHeapObject(e));
  }
}
var heap = new Array(1024).fill(void 0);
heap.push(void 0, null, true, false);
var heap_next = heap.length;
function isLikeNone(x) {
  return x === void 0 || x === null;
}
function passArray8ToWasm0(arg, malloc) {
  const ptr = malloc(arg.length * 1, 1) >>> 0;
  getUint8ArrayMemory0().set(arg, ptr / 1);
  WASM_VECTOR_LEN = arg.length;
  return ptr;
}
function passStringToWasm0(arg, malloc, realloc) {
  if (realloc === void 0) {
    const buf = cachedTextEncoder.encode(arg);
    const ptr2 = malloc(buf.length, 1) >>> 0;
    getUint8ArrayMemory0().subarray(ptr2, ptr2 + buf.length).set(buf);
    WASM_VECTOR_LEN = buf.length;
    return ptr2;
  }
  let len = arg.length;
  let ptr = malloc(len, 1) >>> 0;
  const mem = getUint8ArrayMemory0();
  let offset = 0;
  for (; offset < len; offset++) {
    const code = arg.charCodeAt(offset);
    if (code > 127) break;
    mem[ptr + offset] = code;
  }
  if (offset !== len) {
    if (offset !== 0) {
      arg = arg.slice(offset);
    }
    ptr = realloc(ptr, len, len = offset + arg.length * 3, 1) >>> 0;
    const view = getUint8ArrayMemory0().subarray(ptr + offset, ptr + len);
    const ret = cachedTextEncoder.encodeInto(arg, view);
    offset += ret.written;
    ptr = realloc(ptr, len, offset, 1) >>> 0;
  }
  WASM_VECTOR_LEN = offset;
  return ptr;
}
var stack_pointer = 1024;
function takeObject(idx) {
  const ret = getObject(idx);
  dropObject(idx);
  return ret;
}
var cachedTextDecoder = new TextDecoder("utf-8", { ignoreBOM: true });
cachedTextDecoder.decode();
var MAX_SAFARI_DECODE_BYTES = 2146435072;
var numBytesDecoded = 0;
function decodeText(bytes) {
  numBytesDecoded += bytes.length;
  if (numBytesDecoded >= MAX_SAFARI_DECODE_BYTES) {
    cachedTextDecoder = new TextDecoder("utf-8", { ignoreBOM: true });
    cachedTextDecoder.decode();
    numBytesDecoded = bytes.length;
  }
  return cachedTextDecoder.decode(bytes);
}
var cachedTextEncoder = new TextEncoder();
if (!("encodeInto" in cachedTextEncoder)) {
  cachedTextEncoder.encodeInto = function(arg, view) {
    const buf = cachedTextEncoder.encode(arg);
    view.set(buf);
    return {
      read: arg.length,
      written: buf.length
    };
  };
}
var WASM_VECTOR_LEN = 0;
var wasmModule;
var wasmInstance;
var wasm;
function __wbg_finalize_init(instance, module) {
  wasmInstance = instance;
  wasm = instance.exports;
  wasmModule = module;
  cachedDataViewMemory0 = null;
  cachedUint8ArrayMemory0 = null;
  return wasm;
}
async function __wbg_load(module, imports) {
  if (typeof Response === "function" && module instanceof Response) {
    if (!module.ok) {
      throw new Error(`failed to fetch Wasm: ${module.status} ${module.statusText} fetching '${module.url}'`);
    }
    if (typeof WebAssembly.instantiateStreaming === "function") {
      try {
        return await WebAssembly.instantiateStreaming(module, imports);
      } catch (e) {
        const validResponse = expectedResponseType(module.type);
        if (validResponse && module.headers.get("Content-Type") !== "application/wasm") {
          console.warn("`WebAssembly.instantiateStreaming` failed because your server does not serve Wasm with `application/wasm` MIME type. Falling back to `WebAssembly.instantiate` which is slower. Original error:\n", e);
        } else {
          throw e;
        }
      }
    }
    const bytes = await module.arrayBuffer();
    return await WebAssembly.instantiate(bytes, imports);
  } else {
    const instance = await WebAssembly.instantiate(module, imports);
    if (instance instanceof WebAssembly.Instance) {
      return { instance, module };
    } else {
      return instance;
    }
  }
  function expectedResponseType(type) {
    switch (type) {
      case "basic":
      case "cors":
      case "default":
        return true;
    }
    return false;
  }
}
function initSync(module) {
  if (wasm !== void 0) return wasm;
  if (module !== void 0) {
    if (Object.getPrototypeOf(module) === Object.prototype) {
      ({ module } = module);
    } else {
      console.warn("using deprecated parameters for `initSync()`; pass a single object instead");
    }
  }
  const imports = __wbg_get_imports();
  if (!(module instanceof WebAssembly.Module)) {
    module = new WebAssembly.Module(module);
  }
  const instance = new WebAssembly.Instance(module, imports);
  return __wbg_finalize_init(instance, module);
}
var __wbg_init_promise;
async function __wbg_init(module_or_path) {
  if (wasm !== void 0) return wasm;
  if (__wbg_init_promise === void 0) {
    __wbg_init_promise = __wbg_init_once(module_or_path);
    __wbg_init_promise.catch(() => {
      __wbg_init_promise = void 0;
    });
  }
  return __wbg_init_promise;
}
async function __wbg_init_once(module_or_path) {
  if (module_or_path !== void 0) {
    if (Object.getPrototypeOf(module_or_path) === Object.prototype) {
      ({ module_or_path } = module_or_path);
    } else {
      console.warn("using deprecated parameters for the initialization function; pass a single object instead");
    }
  }
  if (module_or_path === void 0) {
    module_or_path = new URL("leifeng_form_bg.wasm", import.meta.url);
  }
  const imports = __wbg_get_imports();
  if (typeof module_or_path === "string" || typeof Request === "function" && module_or_path instanceof Request || typeof URL === "function" && module_or_path instanceof URL) {
    module_or_path = fetch(module_or_path);
  }
  const { instance, module } = await __wbg_load(await module_or_path, imports);
  return __wbg_finalize_init(instance, module);
}
async function instantiate(bytes) {
  const { instance, module } = await WebAssembly.instantiate(bytes, __wbg_get_imports());
  return __wbg_finalize_init(instance, module);
}

// virtual:virtual:node-glue
var virtual_node_glue_exports = {};
__export(virtual_node_glue_exports, {
  Across: () => Across,
  Batch: () => Batch,
  Book: () => Book,
  Session: () => Session,
  builtIn: () => builtIn,
  countText: () => countText,
  default: () => __wbg_init2,
  essence: () => essence,
  initSync: () => initSync2,
  instantiate: () => instantiate2,
  known: () => known
});
var Across = class _Across {
  static __wrap(ptr) {
    const obj = Object.create(_Across.prototype);
    obj.__wbg_ptr = ptr;
    AcrossFinalization.register(obj, obj.__wbg_ptr, obj);
    return obj;
  }
  __destroy_into_raw() {
    const ptr = this.__wbg_ptr;
    this.__wbg_ptr = 0;
    AcrossFinalization.unregister(this);
    return ptr;
  }
  free() {
    const ptr = this.__destroy_into_raw();
    wasm2.__wbg_across_free(ptr, 0);
  }
  /**
   * Takes one line.
   * @param {Uint8Array | number[]} line
   * @param {string} file
   * @param {number} row
   */
  line(line, file, row) {
    const val3 = +row;
    let ptr0, len0, ptr1, len1;
    try {
      ptr0 = passArray8ToWasm02(line, wasm2.__wbindgen_export);
      len0 = WASM_VECTOR_LEN2;
      ptr1 = passStringToWasm02(file, wasm2.__wbindgen_export, wasm2.__wbindgen_export2);
      len1 = WASM_VECTOR_LEN2;
    } catch (e) {
      if (ptr1) {
        wasm2.__wbindgen_export3(ptr1, len1 * 1, 1);
      }
      if (ptr0) {
        wasm2.__wbindgen_export3(ptr0, len0 * 1, 1);
      }
      throw e;
    }
    wasm2.across_line(this.__wbg_ptr, ptr0, len0, ptr1, len1, val3);
  }
  /**
   * Takes one object.
   * @param {any} answers
   * @param {string} file
   * @param {number} row
   */
  record(answers, file, row) {
    const val2 = +row;
    const ptr0 = passStringToWasm02(file, wasm2.__wbindgen_export, wasm2.__wbindgen_export2);
    const len0 = WASM_VECTOR_LEN2;
    wasm2.across_record(this.__wbg_ptr, addHeapObject2(answers), ptr0, len0, val2);
  }
  /**
   * What they come to, as JSON.
   * @returns {string}
   */
  report() {
    let deferred1_0;
    let deferred1_1;
    try {
      const retptr = wasm2.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      wasm2.across_report(retptr, this.__wbg_ptr);
      var r0 = getDataViewMemory02().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory02().getInt32(retptr + 4 * 1, true);
      deferred1_0 = r0;
      deferred1_1 = r1;
      return getStringFromWasm02(r0, r1);
    } finally {
      wasm2.__wbindgen_add_to_stack_pointer(16);
      wasm2.__wbindgen_export3(deferred1_0, deferred1_1, 1);
    }
  }
};
if (Symbol.dispose) Across.prototype[Symbol.dispose] = Across.prototype.free;
var Batch = class _Batch {
  static __wrap(ptr) {
    const obj = Object.create(_Batch.prototype);
    obj.__wbg_ptr = ptr;
    BatchFinalization.register(obj, obj.__wbg_ptr, obj);
    return obj;
  }
  __destroy_into_raw() {
    const ptr = this.__wbg_ptr;
    this.__wbg_ptr = 0;
    BatchFinalization.unregister(this);
    return ptr;
  }
  free() {
    const ptr = this.__destroy_into_raw();
    wasm2.__wbg_batch_free(ptr, 0);
  }
  /**
   * The report on one line, as JSON.
   * @param {Uint8Array | number[]} bytes
   * @returns {string}
   */
  line(bytes) {
    let deferred2_0;
    let deferred2_1;
    try {
      const retptr = wasm2.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      const ptr0 = passArray8ToWasm02(bytes, wasm2.__wbindgen_export);
      const len0 = WASM_VECTOR_LEN2;
      wasm2.batch_line(retptr, this.__wbg_ptr, ptr0, len0);
      var r0 = getDataViewMemory02().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory02().getInt32(retptr + 4 * 1, true);
      deferred2_0 = r0;
      deferred2_1 = r1;
      return getStringFromWasm02(r0, r1);
    } finally {
      wasm2.__wbindgen_add_to_stack_pointer(16);
      wasm2.__wbindgen_export3(deferred2_0, deferred2_1, 1);
    }
  }
  /**
   * Judges whole lines: see [`batch::Batch::lines`].
   * @param {Uint8Array | number[]} bytes
   * @returns {Uint32Array}
   */
  lines(bytes) {
    try {
      const retptr = wasm2.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      const ptr0 = passArray8ToWasm02(bytes, wasm2.__wbindgen_export);
      const len0 = WASM_VECTOR_LEN2;
      wasm2.batch_lines(retptr, this.__wbg_ptr, ptr0, len0);
      var r0 = getDataViewMemory02().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory02().getInt32(retptr + 4 * 1, true);
      var v2 = getArrayU32FromWasm0(r0, r1).slice();
      wasm2.__wbindgen_export3(r0, r1 * 4, 4);
      return v2;
    } finally {
      wasm2.__wbindgen_add_to_stack_pointer(16);
    }
  }
  /**
   * The verdict on one object and the bits of the failing checks: see [`batch::Batch::record`].
   * @param {any} answers
   * @returns {Uint32Array}
   */
  record(answers) {
    try {
      const retptr = wasm2.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      wasm2.batch_record(retptr, this.__wbg_ptr, addHeapObject2(answers));
      var r0 = getDataViewMemory02().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory02().getInt32(retptr + 4 * 1, true);
      var v1 = getArrayU32FromWasm0(r0, r1).slice();
      wasm2.__wbindgen_export3(r0, r1 * 4, 4);
      return v1;
    } finally {
      wasm2.__wbindgen_add_to_stack_pointer(16);
    }
  }
  /**
   * The report on one object, as JSON.
   * @param {any} answers
   * @returns {string}
   */
  report(answers) {
    let deferred1_0;
    let deferred1_1;
    try {
      const retptr = wasm2.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      wasm2.batch_report(retptr, this.__wbg_ptr, addHeapObject2(answers));
      var r0 = getDataViewMemory02().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory02().getInt32(retptr + 4 * 1, true);
      deferred1_0 = r0;
      deferred1_1 = r1;
      return getStringFromWasm02(r0, r1);
    } finally {
      wasm2.__wbindgen_add_to_stack_pointer(16);
      wasm2.__wbindgen_export3(deferred1_0, deferred1_1, 1);
    }
  }
  /**
   * The ids of the checks, as JSON; the index is the number of the bit.
   * @returns {string}
   */
  rules() {
    let deferred1_0;
    let deferred1_1;
    try {
      const retptr = wasm2.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      wasm2.batch_rules(retptr, this.__wbg_ptr);
      var r0 = getDataViewMemory02().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory02().getInt32(retptr + 4 * 1, true);
      deferred1_0 = r0;
      deferred1_1 = r1;
      return getStringFromWasm02(r0, r1);
    } finally {
      wasm2.__wbindgen_add_to_stack_pointer(16);
      wasm2.__wbindgen_export3(deferred1_0, deferred1_1, 1);
    }
  }
  /**
   * How many words of bits an entry carries.
   * @returns {number}
   */
  words() {
    const ret = wasm2.batch_words(this.__wbg_ptr);
    return ret >>> 0;
  }
};
if (Symbol.dispose) Batch.prototype[Symbol.dispose] = Batch.prototype.free;
var Book = class _Book {
  static __wrap(ptr) {
    const obj = Object.create(_Book.prototype);
    obj.__wbg_ptr = ptr;
    BookFinalization.register(obj, obj.__wbg_ptr, obj);
    return obj;
  }
  __destroy_into_raw() {
    const ptr = this.__wbg_ptr;
    this.__wbg_ptr = 0;
    BookFinalization.unregister(this);
    return ptr;
  }
  free() {
    const ptr = this.__destroy_into_raw();
    wasm2.__wbg_book_free(ptr, 0);
  }
  /**
   * What holds across many records; nothing where the form has no such rules.
   * @param {string} form
   * @param {string} today
   * @returns {Across | undefined}
   */
  across(form, today) {
    try {
      const retptr = wasm2.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      let ptr0, len0, ptr1, len1;
      try {
        ptr0 = passStringToWasm02(form, wasm2.__wbindgen_export, wasm2.__wbindgen_export2);
        len0 = WASM_VECTOR_LEN2;
        ptr1 = passStringToWasm02(today, wasm2.__wbindgen_export, wasm2.__wbindgen_export2);
        len1 = WASM_VECTOR_LEN2;
      } catch (e) {
        if (ptr1) {
          wasm2.__wbindgen_export3(ptr1, len1 * 1, 1);
        }
        if (ptr0) {
          wasm2.__wbindgen_export3(ptr0, len0 * 1, 1);
        }
        throw e;
      }
      wasm2.book_across(retptr, this.__wbg_ptr, ptr0, len0, ptr1, len1);
      var r0 = getDataViewMemory02().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory02().getInt32(retptr + 4 * 1, true);
      var r2 = getDataViewMemory02().getInt32(retptr + 4 * 2, true);
      if (r2) {
        throw takeObject2(r1);
      }
      return r0 === 0 ? void 0 : Across.__wrap(r0);
    } finally {
      wasm2.__wbindgen_add_to_stack_pointer(16);
    }
  }
  /**
   * Which fields answers as JSON answer: see [`json::answered`].
   * @param {string} form
   * @param {string} answers
   * @returns {string}
   */
  answered(form, answers) {
    let deferred4_0;
    let deferred4_1;
    try {
      const retptr = wasm2.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      let ptr0, len0, ptr1, len1;
      try {
        ptr0 = passStringToWasm02(form, wasm2.__wbindgen_export, wasm2.__wbindgen_export2);
        len0 = WASM_VECTOR_LEN2;
        ptr1 = passStringToWasm02(answers, wasm2.__wbindgen_export, wasm2.__wbindgen_export2);
        len1 = WASM_VECTOR_LEN2;
      } catch (e) {
        if (ptr1) {
          wasm2.__wbindgen_export3(ptr1, len1 * 1, 1);
        }
        if (ptr0) {
          wasm2.__wbindgen_export3(ptr0, len0 * 1, 1);
        }
        throw e;
      }
      wasm2.book_answered(retptr, this.__wbg_ptr, ptr0, len0, ptr1, len1);
      var r0 = getDataViewMemory02().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory02().getInt32(retptr + 4 * 1, true);
      var r2 = getDataViewMemory02().getInt32(retptr + 4 * 2, true);
      var r3 = getDataViewMemory02().getInt32(retptr + 4 * 3, true);
      var ptr3 = r0;
      var len3 = r1;
      if (r3) {
        ptr3 = 0;
        len3 = 0;
        throw takeObject2(r2);
      }
      deferred4_0 = ptr3;
      deferred4_1 = len3;
      return getStringFromWasm02(ptr3, len3);
    } finally {
      wasm2.__wbindgen_add_to_stack_pointer(16);
      wasm2.__wbindgen_export3(deferred4_0, deferred4_1, 1);
    }
  }
  /**
   * Many records.
   * @param {string} form
   * @param {string} today
   * @returns {Batch}
   */
  batch(form, today) {
    try {
      const retptr = wasm2.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      let ptr0, len0, ptr1, len1;
      try {
        ptr0 = passStringToWasm02(form, wasm2.__wbindgen_export, wasm2.__wbindgen_export2);
        len0 = WASM_VECTOR_LEN2;
        ptr1 = passStringToWasm02(today, wasm2.__wbindgen_export, wasm2.__wbindgen_export2);
        len1 = WASM_VECTOR_LEN2;
      } catch (e) {
        if (ptr1) {
          wasm2.__wbindgen_export3(ptr1, len1 * 1, 1);
        }
        if (ptr0) {
          wasm2.__wbindgen_export3(ptr0, len0 * 1, 1);
        }
        throw e;
      }
      wasm2.book_batch(retptr, this.__wbg_ptr, ptr0, len0, ptr1, len1);
      var r0 = getDataViewMemory02().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory02().getInt32(retptr + 4 * 1, true);
      var r2 = getDataViewMemory02().getInt32(retptr + 4 * 2, true);
      if (r2) {
        throw takeObject2(r1);
      }
      return Batch.__wrap(r0);
    } finally {
      wasm2.__wbindgen_add_to_stack_pointer(16);
    }
  }
  /**
   * The report on an answers object, as JSON.
   * @param {any} answers
   * @param {string} form
   * @param {string} today
   * @returns {string}
   */
  check(answers, form, today) {
    let deferred4_0;
    let deferred4_1;
    try {
      const retptr = wasm2.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      let ptr0, len0, ptr1, len1;
      try {
        ptr0 = passStringToWasm02(form, wasm2.__wbindgen_export, wasm2.__wbindgen_export2);
        len0 = WASM_VECTOR_LEN2;
        ptr1 = passStringToWasm02(today, wasm2.__wbindgen_export, wasm2.__wbindgen_export2);
        len1 = WASM_VECTOR_LEN2;
      } catch (e) {
        if (ptr1) {
          wasm2.__wbindgen_export3(ptr1, len1 * 1, 1);
        }
        if (ptr0) {
          wasm2.__wbindgen_export3(ptr0, len0 * 1, 1);
        }
        throw e;
      }
      wasm2.book_check(retptr, this.__wbg_ptr, addHeapObject2(answers), ptr0, len0, ptr1, len1);
      var r0 = getDataViewMemory02().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory02().getInt32(retptr + 4 * 1, true);
      var r2 = getDataViewMemory02().getInt32(retptr + 4 * 2, true);
      var r3 = getDataViewMemory02().getInt32(retptr + 4 * 3, true);
      var ptr3 = r0;
      var len3 = r1;
      if (r3) {
        ptr3 = 0;
        len3 = 0;
        throw takeObject2(r2);
      }
      deferred4_0 = ptr3;
      deferred4_1 = len3;
      return getStringFromWasm02(ptr3, len3);
    } finally {
      wasm2.__wbindgen_add_to_stack_pointer(16);
      wasm2.__wbindgen_export3(deferred4_0, deferred4_1, 1);
    }
  }
  /**
   * The bytes that the module of sheets reads, for a form that there is.
   * @param {string} form
   * @returns {Uint8Array}
   */
  compileFor(form) {
    try {
      const retptr = wasm2.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      const ptr0 = passStringToWasm02(form, wasm2.__wbindgen_export, wasm2.__wbindgen_export2);
      const len0 = WASM_VECTOR_LEN2;
      wasm2.book_compileFor(retptr, this.__wbg_ptr, ptr0, len0);
      var r0 = getDataViewMemory02().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory02().getInt32(retptr + 4 * 1, true);
      var r2 = getDataViewMemory02().getInt32(retptr + 4 * 2, true);
      var r3 = getDataViewMemory02().getInt32(retptr + 4 * 3, true);
      if (r3) {
        throw takeObject2(r2);
      }
      var v2 = getArrayU8FromWasm0(r0, r1).slice();
      wasm2.__wbindgen_export3(r0, r1 * 1, 1);
      return v2;
    } finally {
      wasm2.__wbindgen_add_to_stack_pointer(16);
    }
  }
  /**
   * The bytes that the page's module reads.
   * @returns {Uint8Array}
   */
  compile() {
    try {
      const retptr = wasm2.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      wasm2.book_compile(retptr, this.__wbg_ptr);
      var r0 = getDataViewMemory02().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory02().getInt32(retptr + 4 * 1, true);
      var v1 = getArrayU8FromWasm0(r0, r1).slice();
      wasm2.__wbindgen_export3(r0, r1 * 1, 1);
      return v1;
    } finally {
      wasm2.__wbindgen_add_to_stack_pointer(16);
    }
  }
  /**
   * What it contains, as JSON.
   * @returns {string}
   */
  describe() {
    let deferred1_0;
    let deferred1_1;
    try {
      const retptr = wasm2.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      wasm2.book_describe(retptr, this.__wbg_ptr);
      var r0 = getDataViewMemory02().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory02().getInt32(retptr + 4 * 1, true);
      deferred1_0 = r0;
      deferred1_1 = r1;
      return getStringFromWasm02(r0, r1);
    } finally {
      wasm2.__wbindgen_add_to_stack_pointer(16);
      wasm2.__wbindgen_export3(deferred1_0, deferred1_1, 1);
    }
  }
  /**
   * What a rulebook extends, where that is none of those built in.
   * @param {string} source
   * @returns {string | undefined}
   */
  static extendsOf(source) {
    try {
      const retptr = wasm2.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      const ptr0 = passStringToWasm02(source, wasm2.__wbindgen_export, wasm2.__wbindgen_export2);
      const len0 = WASM_VECTOR_LEN2;
      wasm2.book_extendsOf(retptr, ptr0, len0);
      var r0 = getDataViewMemory02().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory02().getInt32(retptr + 4 * 1, true);
      let v2;
      if (r0 !== 0) {
        v2 = getStringFromWasm02(r0, r1);
        wasm2.__wbindgen_export3(r0, r1 * 1, 1);
      }
      return v2;
    } finally {
      wasm2.__wbindgen_add_to_stack_pointer(16);
    }
  }
  /**
   * The id of the field of a kind that the name of a file or a sheet says.
   * @param {string} form
   * @param {string} name
   * @param {string} kind
   * @returns {string | undefined}
   */
  fieldNamedIn(form, name, kind) {
    try {
      const retptr = wasm2.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      let ptr0, len0, ptr1, len1, ptr2, len2;
      try {
        ptr0 = passStringToWasm02(form, wasm2.__wbindgen_export, wasm2.__wbindgen_export2);
        len0 = WASM_VECTOR_LEN2;
        ptr1 = passStringToWasm02(name, wasm2.__wbindgen_export, wasm2.__wbindgen_export2);
        len1 = WASM_VECTOR_LEN2;
        ptr2 = passStringToWasm02(kind, wasm2.__wbindgen_export, wasm2.__wbindgen_export2);
        len2 = WASM_VECTOR_LEN2;
      } catch (e) {
        if (ptr2) {
          wasm2.__wbindgen_export3(ptr2, len2 * 1, 1);
        }
        if (ptr1) {
          wasm2.__wbindgen_export3(ptr1, len1 * 1, 1);
        }
        if (ptr0) {
          wasm2.__wbindgen_export3(ptr0, len0 * 1, 1);
        }
        throw e;
      }
      wasm2.book_fieldNamedIn(retptr, this.__wbg_ptr, ptr0, len0, ptr1, len1, ptr2, len2);
      var r0 = getDataViewMemory02().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory02().getInt32(retptr + 4 * 1, true);
      var r2 = getDataViewMemory02().getInt32(retptr + 4 * 2, true);
      var r3 = getDataViewMemory02().getInt32(retptr + 4 * 3, true);
      if (r3) {
        throw takeObject2(r2);
      }
      let v4;
      if (r0 !== 0) {
        v4 = getStringFromWasm02(r0, r1);
        wasm2.__wbindgen_export3(r0, r1 * 1, 1);
      }
      return v4;
    } finally {
      wasm2.__wbindgen_add_to_stack_pointer(16);
    }
  }
  /**
   * The id of the field that a key names, if the form has it.
   * @param {string} form
   * @param {string} key
   * @returns {string | undefined}
   */
  fieldOf(form, key) {
    try {
      const retptr = wasm2.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      let ptr0, len0, ptr1, len1;
      try {
        ptr0 = passStringToWasm02(form, wasm2.__wbindgen_export, wasm2.__wbindgen_export2);
        len0 = WASM_VECTOR_LEN2;
        ptr1 = passStringToWasm02(key, wasm2.__wbindgen_export, wasm2.__wbindgen_export2);
        len1 = WASM_VECTOR_LEN2;
      } catch (e) {
        if (ptr1) {
          wasm2.__wbindgen_export3(ptr1, len1 * 1, 1);
        }
        if (ptr0) {
          wasm2.__wbindgen_export3(ptr0, len0 * 1, 1);
        }
        throw e;
      }
      wasm2.book_fieldOf(retptr, this.__wbg_ptr, ptr0, len0, ptr1, len1);
      var r0 = getDataViewMemory02().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory02().getInt32(retptr + 4 * 1, true);
      var r2 = getDataViewMemory02().getInt32(retptr + 4 * 2, true);
      var r3 = getDataViewMemory02().getInt32(retptr + 4 * 3, true);
      if (r3) {
        throw takeObject2(r2);
      }
      let v3;
      if (r0 !== 0) {
        v3 = getStringFromWasm02(r0, r1);
        wasm2.__wbindgen_export3(r0, r1 * 1, 1);
      }
      return v3;
    } finally {
      wasm2.__wbindgen_add_to_stack_pointer(16);
    }
  }
  /**
   * Its id.
   * @returns {string}
   */
  get id() {
    let deferred1_0;
    let deferred1_1;
    try {
      const retptr = wasm2.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      wasm2.book_id(retptr, this.__wbg_ptr);
      var r0 = getDataViewMemory02().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory02().getInt32(retptr + 4 * 1, true);
      deferred1_0 = r0;
      deferred1_1 = r1;
      return getStringFromWasm02(r0, r1);
    } finally {
      wasm2.__wbindgen_add_to_stack_pointer(16);
      wasm2.__wbindgen_export3(deferred1_0, deferred1_1, 1);
    }
  }
  /**
   * A built-in rulebook by its id, or one from its JSON text, with other values in place of its own: a JSON object, or
   * nothing; `extended` has the texts of what it extends and is not built in, each behind what extends it.
   * @param {string} source
   * @param {string} values
   * @param {string[]} extended
   * @returns {Book}
   */
  static load(source, values, extended) {
    try {
      const retptr = wasm2.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      let ptr0, len0, ptr1, len1, ptr2, len2;
      try {
        ptr0 = passStringToWasm02(source, wasm2.__wbindgen_export, wasm2.__wbindgen_export2);
        len0 = WASM_VECTOR_LEN2;
        ptr1 = passStringToWasm02(values, wasm2.__wbindgen_export, wasm2.__wbindgen_export2);
        len1 = WASM_VECTOR_LEN2;
        ptr2 = passArrayJsValueToWasm0(extended, wasm2.__wbindgen_export);
        len2 = WASM_VECTOR_LEN2;
      } catch (e) {
        if (ptr2) {
          for (let i = 0; i < len2; i++) dropObject2(getDataViewMemory02().getUint32(ptr2 + 4 * i, true));
          wasm2.__wbindgen_export3(ptr2, len2 * 4, 4);
        }
        if (ptr1) {
          wasm2.__wbindgen_export3(ptr1, len1 * 1, 1);
        }
        if (ptr0) {
          wasm2.__wbindgen_export3(ptr0, len0 * 1, 1);
        }
        throw e;
      }
      wasm2.book_load(retptr, ptr0, len0, ptr1, len1, ptr2, len2);
      var r0 = getDataViewMemory02().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory02().getInt32(retptr + 4 * 1, true);
      var r2 = getDataViewMemory02().getInt32(retptr + 4 * 2, true);
      if (r2) {
        throw takeObject2(r1);
      }
      return _Book.__wrap(r0);
    } finally {
      wasm2.__wbindgen_add_to_stack_pointer(16);
    }
  }
  /**
   * A form as it is filled in.
   * @param {string} form
   * @param {string} today
   * @returns {Session}
   */
  open(form, today) {
    try {
      const retptr = wasm2.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      let ptr0, len0, ptr1, len1;
      try {
        ptr0 = passStringToWasm02(form, wasm2.__wbindgen_export, wasm2.__wbindgen_export2);
        len0 = WASM_VECTOR_LEN2;
        ptr1 = passStringToWasm02(today, wasm2.__wbindgen_export, wasm2.__wbindgen_export2);
        len1 = WASM_VECTOR_LEN2;
      } catch (e) {
        if (ptr1) {
          wasm2.__wbindgen_export3(ptr1, len1 * 1, 1);
        }
        if (ptr0) {
          wasm2.__wbindgen_export3(ptr0, len0 * 1, 1);
        }
        throw e;
      }
      wasm2.book_open(retptr, this.__wbg_ptr, ptr0, len0, ptr1, len1);
      var r0 = getDataViewMemory02().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory02().getInt32(retptr + 4 * 1, true);
      var r2 = getDataViewMemory02().getInt32(retptr + 4 * 2, true);
      if (r2) {
        throw takeObject2(r1);
      }
      return Session.__wrap(r0);
    } finally {
      wasm2.__wbindgen_add_to_stack_pointer(16);
    }
  }
  /**
   * Its own file as JSON, without what it extends.
   * @returns {string}
   */
  source() {
    let deferred1_0;
    let deferred1_1;
    try {
      const retptr = wasm2.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      wasm2.book_source(retptr, this.__wbg_ptr);
      var r0 = getDataViewMemory02().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory02().getInt32(retptr + 4 * 1, true);
      deferred1_0 = r0;
      deferred1_1 = r1;
      return getStringFromWasm02(r0, r1);
    } finally {
      wasm2.__wbindgen_add_to_stack_pointer(16);
      wasm2.__wbindgen_export3(deferred1_0, deferred1_1, 1);
    }
  }
  /**
   * The answers as they are read, as JSON: see [`json::values`].
   * @param {string} form
   * @param {any} answers
   * @returns {string}
   */
  values(form, answers) {
    let deferred3_0;
    let deferred3_1;
    try {
      const retptr = wasm2.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      const ptr0 = passStringToWasm02(form, wasm2.__wbindgen_export, wasm2.__wbindgen_export2);
      const len0 = WASM_VECTOR_LEN2;
      wasm2.book_values(retptr, this.__wbg_ptr, ptr0, len0, addHeapObject2(answers));
      var r0 = getDataViewMemory02().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory02().getInt32(retptr + 4 * 1, true);
      var r2 = getDataViewMemory02().getInt32(retptr + 4 * 2, true);
      var r3 = getDataViewMemory02().getInt32(retptr + 4 * 3, true);
      var ptr2 = r0;
      var len2 = r1;
      if (r3) {
        ptr2 = 0;
        len2 = 0;
        throw takeObject2(r2);
      }
      deferred3_0 = ptr2;
      deferred3_1 = len2;
      return getStringFromWasm02(ptr2, len2);
    } finally {
      wasm2.__wbindgen_add_to_stack_pointer(16);
      wasm2.__wbindgen_export3(deferred3_0, deferred3_1, 1);
    }
  }
};
if (Symbol.dispose) Book.prototype[Symbol.dispose] = Book.prototype.free;
var Session = class _Session {
  static __wrap(ptr) {
    const obj = Object.create(_Session.prototype);
    obj.__wbg_ptr = ptr;
    SessionFinalization.register(obj, obj.__wbg_ptr, obj);
    return obj;
  }
  __destroy_into_raw() {
    const ptr = this.__wbg_ptr;
    this.__wbg_ptr = 0;
    SessionFinalization.unregister(this);
    return ptr;
  }
  free() {
    const ptr = this.__destroy_into_raw();
    wasm2.__wbg_session_free(ptr, 0);
  }
  /**
   * The report, as JSON.
   * @returns {string}
   */
  report() {
    let deferred1_0;
    let deferred1_1;
    try {
      const retptr = wasm2.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      wasm2.session_report(retptr, this.__wbg_ptr);
      var r0 = getDataViewMemory02().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory02().getInt32(retptr + 4 * 1, true);
      deferred1_0 = r0;
      deferred1_1 = r1;
      return getStringFromWasm02(r0, r1);
    } finally {
      wasm2.__wbindgen_add_to_stack_pointer(16);
      wasm2.__wbindgen_export3(deferred1_0, deferred1_1, 1);
    }
  }
  /**
   * Gives a text to speak with: see [`Session::say`]. Says whether the form has that field and name.
   * @param {string} key
   * @param {string} name
   * @param {string} text
   * @returns {boolean}
   */
  say(key, name, text) {
    let ptr0, len0, ptr1, len1, ptr2, len2;
    try {
      ptr0 = passStringToWasm02(key, wasm2.__wbindgen_export, wasm2.__wbindgen_export2);
      len0 = WASM_VECTOR_LEN2;
      ptr1 = passStringToWasm02(name, wasm2.__wbindgen_export, wasm2.__wbindgen_export2);
      len1 = WASM_VECTOR_LEN2;
      ptr2 = passStringToWasm02(text, wasm2.__wbindgen_export, wasm2.__wbindgen_export2);
      len2 = WASM_VECTOR_LEN2;
    } catch (e) {
      if (ptr2) {
        wasm2.__wbindgen_export3(ptr2, len2 * 1, 1);
      }
      if (ptr1) {
        wasm2.__wbindgen_export3(ptr1, len1 * 1, 1);
      }
      if (ptr0) {
        wasm2.__wbindgen_export3(ptr0, len0 * 1, 1);
      }
      throw e;
    }
    const ret = wasm2.session_say(this.__wbg_ptr, ptr0, len0, ptr1, len1, ptr2, len2);
    return ret !== 0;
  }
  /**
   * Sets a field; gives the checks that changed, as JSON.
   * @param {string} key
   * @param {any} value
   * @returns {string}
   */
  set(key, value) {
    let deferred3_0;
    let deferred3_1;
    try {
      const retptr = wasm2.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      const ptr0 = passStringToWasm02(key, wasm2.__wbindgen_export, wasm2.__wbindgen_export2);
      const len0 = WASM_VECTOR_LEN2;
      wasm2.session_set(retptr, this.__wbg_ptr, ptr0, len0, addHeapObject2(value));
      var r0 = getDataViewMemory02().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory02().getInt32(retptr + 4 * 1, true);
      var r2 = getDataViewMemory02().getInt32(retptr + 4 * 2, true);
      var r3 = getDataViewMemory02().getInt32(retptr + 4 * 3, true);
      var ptr2 = r0;
      var len2 = r1;
      if (r3) {
        ptr2 = 0;
        len2 = 0;
        throw takeObject2(r2);
      }
      deferred3_0 = ptr2;
      deferred3_1 = len2;
      return getStringFromWasm02(ptr2, len2);
    } finally {
      wasm2.__wbindgen_add_to_stack_pointer(16);
      wasm2.__wbindgen_export3(deferred3_0, deferred3_1, 1);
    }
  }
  /**
   * The report in the words of `say`, as JSON.
   * @returns {string}
   */
  spoken() {
    let deferred1_0;
    let deferred1_1;
    try {
      const retptr = wasm2.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      wasm2.session_spoken(retptr, this.__wbg_ptr);
      var r0 = getDataViewMemory02().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory02().getInt32(retptr + 4 * 1, true);
      deferred1_0 = r0;
      deferred1_1 = r1;
      return getStringFromWasm02(r0, r1);
    } finally {
      wasm2.__wbindgen_add_to_stack_pointer(16);
      wasm2.__wbindgen_export3(deferred1_0, deferred1_1, 1);
    }
  }
};
if (Symbol.dispose) Session.prototype[Symbol.dispose] = Session.prototype.free;
function builtIn() {
  let deferred1_0;
  let deferred1_1;
  try {
    const retptr = wasm2.__wbindgen_add_to_stack_pointer(-16) >>> 0;
    wasm2.builtIn(retptr);
    var r0 = getDataViewMemory02().getInt32(retptr + 4 * 0, true);
    var r1 = getDataViewMemory02().getInt32(retptr + 4 * 1, true);
    deferred1_0 = r0;
    deferred1_1 = r1;
    return getStringFromWasm02(r0, r1);
  } finally {
    wasm2.__wbindgen_add_to_stack_pointer(16);
    wasm2.__wbindgen_export3(deferred1_0, deferred1_1, 1);
  }
}
function countText(text) {
  let deferred2_0;
  let deferred2_1;
  try {
    const retptr = wasm2.__wbindgen_add_to_stack_pointer(-16) >>> 0;
    const ptr0 = passStringToWasm02(text, wasm2.__wbindgen_export, wasm2.__wbindgen_export2);
    const len0 = WASM_VECTOR_LEN2;
    wasm2.countText(retptr, ptr0, len0);
    var r0 = getDataViewMemory02().getInt32(retptr + 4 * 0, true);
    var r1 = getDataViewMemory02().getInt32(retptr + 4 * 1, true);
    deferred2_0 = r0;
    deferred2_1 = r1;
    return getStringFromWasm02(r0, r1);
  } finally {
    wasm2.__wbindgen_add_to_stack_pointer(16);
    wasm2.__wbindgen_export3(deferred2_0, deferred2_1, 1);
  }
}
function essence(name) {
  let deferred2_0;
  let deferred2_1;
  try {
    const retptr = wasm2.__wbindgen_add_to_stack_pointer(-16) >>> 0;
    const ptr0 = passStringToWasm02(name, wasm2.__wbindgen_export, wasm2.__wbindgen_export2);
    const len0 = WASM_VECTOR_LEN2;
    wasm2.essence(retptr, ptr0, len0);
    var r0 = getDataViewMemory02().getInt32(retptr + 4 * 0, true);
    var r1 = getDataViewMemory02().getInt32(retptr + 4 * 1, true);
    deferred2_0 = r0;
    deferred2_1 = r1;
    return getStringFromWasm02(r0, r1);
  } finally {
    wasm2.__wbindgen_add_to_stack_pointer(16);
    wasm2.__wbindgen_export3(deferred2_0, deferred2_1, 1);
  }
}
function known(wrong, right) {
  let deferred3_0;
  let deferred3_1;
  try {
    const retptr = wasm2.__wbindgen_add_to_stack_pointer(-16) >>> 0;
    let ptr0, len0, ptr1, len1;
    try {
      ptr0 = passStringToWasm02(wrong, wasm2.__wbindgen_export, wasm2.__wbindgen_export2);
      len0 = WASM_VECTOR_LEN2;
      ptr1 = passArrayJsValueToWasm0(right, wasm2.__wbindgen_export);
      len1 = WASM_VECTOR_LEN2;
    } catch (e) {
      if (ptr1) {
        for (let i = 0; i < len1; i++) dropObject2(getDataViewMemory02().getUint32(ptr1 + 4 * i, true));
        wasm2.__wbindgen_export3(ptr1, len1 * 4, 4);
      }
      if (ptr0) {
        wasm2.__wbindgen_export3(ptr0, len0 * 1, 1);
      }
      throw e;
    }
    wasm2.known(retptr, ptr0, len0, ptr1, len1);
    var r0 = getDataViewMemory02().getInt32(retptr + 4 * 0, true);
    var r1 = getDataViewMemory02().getInt32(retptr + 4 * 1, true);
    deferred3_0 = r0;
    deferred3_1 = r1;
    return getStringFromWasm02(r0, r1);
  } finally {
    wasm2.__wbindgen_add_to_stack_pointer(16);
    wasm2.__wbindgen_export3(deferred3_0, deferred3_1, 1);
  }
}
function __wbg_get_imports2() {
  const import0 = {
    __proto__: null,
    __wbg_Error_208446807d0d1e30: function(arg0, arg1) {
      const ret = Error(getStringFromWasm02(arg0, arg1));
      return addHeapObject2(ret);
    },
    __wbg_String_8564e559799eccda: function(arg0, arg1) {
      const ret = String(getObject2(arg1));
      const ptr1 = passStringToWasm02(ret, wasm2.__wbindgen_export, wasm2.__wbindgen_export2);
      const len1 = WASM_VECTOR_LEN2;
      getDataViewMemory02().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
      getDataViewMemory02().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);
    },
    __wbg___wbindgen_bigint_get_as_i64_11da4b52cd0aedef: function(arg0, arg1) {
      const v = getObject2(arg1);
      const ret = typeof v === "bigint" ? v : void 0;
      getDataViewMemory02().setBigInt64((arg0 >>> 0) + 8 * 1, isLikeNone2(ret) ? BigInt(0) : ret, true);
      getDataViewMemory02().setInt32((arg0 >>> 0) + 4 * 0, !isLikeNone2(ret), true);
    },
    __wbg___wbindgen_boolean_get_4f1baf9a00be3c74: function(arg0) {
      const v = getObject2(arg0);
      const ret = typeof v === "boolean" ? v : void 0;
      return isLikeNone2(ret) ? 16777215 : ret ? 1 : 0;
    },
    __wbg___wbindgen_debug_string_f249a2a76caa9a55: function(arg0, arg1) {
      const ret = debugString(getObject2(arg1));
      const ptr1 = passStringToWasm02(ret, wasm2.__wbindgen_export, wasm2.__wbindgen_export2);
      const len1 = WASM_VECTOR_LEN2;
      getDataViewMemory02().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
      getDataViewMemory02().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);
    },
    __wbg___wbindgen_in_3f58a9d3b3a7eed2: function(arg0, arg1) {
      const ret = getObject2(arg0) in getObject2(arg1);
      return ret;
    },
    __wbg___wbindgen_is_bigint_5fa10641e039d3ef: function(arg0) {
      const ret = typeof getObject2(arg0) === "bigint";
      return ret;
    },
    __wbg___wbindgen_is_function_741ff2bb612836f5: function(arg0) {
      const ret = typeof getObject2(arg0) === "function";
      return ret;
    },
    __wbg___wbindgen_is_object_8b968c3ab8e96595: function(arg0) {
      const val = getObject2(arg0);
      const ret = typeof val === "object" && val !== null;
      return ret;
    },
    __wbg___wbindgen_jsval_eq_38d7bfbe4cc84039: function(arg0, arg1) {
      const ret = getObject2(arg0) === getObject2(arg1);
      return ret;
    },
    __wbg___wbindgen_jsval_loose_eq_b2f214e2e4b30e36: function(arg0, arg1) {
      const ret = getObject2(arg0) == getObject2(arg1);
      return ret;
    },
    __wbg___wbindgen_number_get_934b640d0889af78: function(arg0, arg1) {
      const obj = getObject2(arg1);
      const ret = typeof obj === "number" ? obj : void 0;
      getDataViewMemory02().setFloat64((arg0 >>> 0) + 8 * 1, isLikeNone2(ret) ? 0 : ret, true);
      getDataViewMemory02().setInt32((arg0 >>> 0) + 4 * 0, !isLikeNone2(ret), true);
    },
    __wbg___wbindgen_string_get_7ce8eee7fd327545: function(arg0, arg1) {
      const obj = getObject2(arg1);
      const ret = typeof obj === "string" ? obj : void 0;
      var ptr1 = isLikeNone2(ret) ? 0 : passStringToWasm02(ret, wasm2.__wbindgen_export, wasm2.__wbindgen_export2);
      var len1 = WASM_VECTOR_LEN2;
      getDataViewMemory02().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
      getDataViewMemory02().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);
    },
    __wbg___wbindgen_throw_4c88d8bf264fd984: function(arg0, arg1) {
      throw new Error(getStringFromWasm02(arg0, arg1));
    },
    __wbg_call_40b008ba32f73991: function() {
      return handleError2(function(arg0, arg1) {
        const ret = getObject2(arg0).call(getObject2(arg1));
        return addHeapObject2(ret);
      }, arguments);
    },
    __wbg_done_57e08d0be6e30c02: function(arg0) {
      const ret = getObject2(arg0).done;
      return ret;
    },
    __wbg_entries_7bb1459bd9b5c2b9: function(arg0) {
      const ret = Object.entries(getObject2(arg0));
      return addHeapObject2(ret);
    },
    __wbg_get_635eea311fa1a291: function() {
      return handleError2(function(arg0, arg1) {
        const ret = Reflect.get(getObject2(arg0), getObject2(arg1));
        return addHeapObject2(ret);
      }, arguments);
    },
    __wbg_get_d7176cfb76d71114: function(arg0, arg1) {
      const ret = getObject2(arg0)[arg1 >>> 0];
      return addHeapObject2(ret);
    },
    __wbg_get_unchecked_e6325ad374eff861: function(arg0, arg1) {
      const ret = getObject2(arg0)[arg1 >>> 0];
      return addHeapObject2(ret);
    },
    __wbg_instanceof_ArrayBuffer_12cdaa4161423e6b: function(arg0) {
      let result;
      try {
        result = getObject2(arg0) instanceof ArrayBuffer;
      } catch (_) {
        result = false;
      }
      const ret = result;
      return ret;
    },
    __wbg_instanceof_Map_0b4fc8b62e73f163: function(arg0) {
      let result;
      try {
        result = getObject2(arg0) instanceof Map;
      } catch (_) {
        result = false;
      }
      const ret = result;
      return ret;
    },
    __wbg_instanceof_Uint8Array_d7aeb0dcb3108fea: function(arg0) {
      let result;
      try {
        result = getObject2(arg0) instanceof Uint8Array;
      } catch (_) {
        result = false;
      }
      const ret = result;
      return ret;
    },
    __wbg_isArray_bcf1376d0d732d08: function(arg0) {
      const ret = Array.isArray(getObject2(arg0));
      return ret;
    },
    __wbg_isSafeInteger_1a35ba4d31e71d38: function(arg0) {
      const ret = Number.isSafeInteger(getObject2(arg0));
      return ret;
    },
    __wbg_iterator_e4c5e8f68ada7b58: function() {
      const ret = Symbol.iterator;
      return addHeapObject2(ret);
    },
    __wbg_length_186163212ffe79c3: function(arg0) {
      const ret = getObject2(arg0).length;
      return ret;
    },
    __wbg_length_b03a0fabb109b1e9: function(arg0) {
      const ret = getObject2(arg0).length;
      return ret;
    },
    __wbg_message_43d8c8f1d543a349: function(arg0) {
      const ret = getObject2(arg0).message;
      return addHeapObject2(ret);
    },
    __wbg_new_13de428334042d26: function(arg0) {
      const ret = new Uint8Array(getObject2(arg0));
      return addHeapObject2(ret);
    },
    __wbg_new_787b9fb330d55d78: function(arg0, arg1) {
      const ret = new Error(getStringFromWasm02(arg0, arg1));
      return addHeapObject2(ret);
    },
    __wbg_next_178c1651c11432b3: function(arg0) {
      const ret = getObject2(arg0).next;
      return addHeapObject2(ret);
    },
    __wbg_next_af5ac6a08bb0a717: function() {
      return handleError2(function(arg0) {
        const ret = getObject2(arg0).next();
        return addHeapObject2(ret);
      }, arguments);
    },
    __wbg_prototypesetcall_13162965d1fe7aa3: function(arg0, arg1, arg2) {
      Uint8Array.prototype.set.call(getArrayU8FromWasm0(arg0, arg1), getObject2(arg2));
    },
    __wbg_set_2793479888329cb6: function() {
      return handleError2(function(arg0, arg1, arg2) {
        const ret = Reflect.set(getObject2(arg0), getObject2(arg1), getObject2(arg2));
        return ret;
      }, arguments);
    },
    __wbg_value_e0f328965e184931: function(arg0) {
      const ret = getObject2(arg0).value;
      return addHeapObject2(ret);
    },
    __wbindgen_generic_0000000000000001: function(arg0) {
      const ret = arg0;
      return addHeapObject2(ret);
    },
    __wbindgen_generic_0000000000000002: function(arg0) {
      const ret = arg0;
      return addHeapObject2(ret);
    },
    __wbindgen_generic_0000000000000003: function(arg0, arg1) {
      const ret = getStringFromWasm02(arg0, arg1);
      return addHeapObject2(ret);
    },
    __wbindgen_generic_0000000000000004: function(arg0) {
      const ret = BigInt.asUintN(64, arg0);
      return addHeapObject2(ret);
    },
    __wbindgen_object_drop_ref: function(arg0) {
      takeObject2(arg0);
    }
  };
  return {
    __proto__: null,
    "./leifeng_form_bg.js": import0
  };
}
var AcrossFinalization = typeof FinalizationRegistry === "undefined" ? { register: () => {
}, unregister: () => {
} } : new FinalizationRegistry((ptr) => wasm2.__wbg_across_free(ptr, 1));
var BatchFinalization = typeof FinalizationRegistry === "undefined" ? { register: () => {
}, unregister: () => {
} } : new FinalizationRegistry((ptr) => wasm2.__wbg_batch_free(ptr, 1));
var BookFinalization = typeof FinalizationRegistry === "undefined" ? { register: () => {
}, unregister: () => {
} } : new FinalizationRegistry((ptr) => wasm2.__wbg_book_free(ptr, 1));
var SessionFinalization = typeof FinalizationRegistry === "undefined" ? { register: () => {
}, unregister: () => {
} } : new FinalizationRegistry((ptr) => wasm2.__wbg_session_free(ptr, 1));
function addHeapObject2(obj) {
  if (heap_next2 === heap2.length) heap2.push(heap2.length + 1);
  const idx = heap_next2;
  heap_next2 = heap2[idx];
  heap2[idx] = obj;
  return idx;
}
function debugString(val) {
  switch (typeof val) {
    // primitive types
    case "number":
    case "boolean":
    case "undefined":
      return `${val}`;
    case "string":
      return JSON.stringify(val);
    case "bigint":
      return `${val}n`;
    case "symbol":
      return val.description !== void 0 ? `Symbol(${val.description})` : "Symbol";
    case "function":
      return typeof val.name === "string" && val.name !== "" ? `Function(${val.name})` : "Function";
    case "object": {
      if (val === null) {
        return "null";
      }
      if (Array.isArray(val)) {
        return "[" + Array.from(val, debugString).join(", ") + "]";
      }
      if (val instanceof Error) {
        return `${val.name}: ${val.message}
${val.stack}`;
      }
      const toStringOutput = toString.call(val);
      const className = /\[object ([^\]]+)\]/.exec(toStringOutput)?.[1];
      if (className === void 0) {
        return toStringOutput;
      }
      if (className === "Object") {
        try {
          return "Object(" + JSON.stringify(val) + ")";
        } catch (_) {
          return "Object";
        }
      }
      return className;
    }
  }
}
function dropObject2(idx) {
  if (idx < 1028) return;
  heap2[idx] = heap_next2;
  heap_next2 = idx;
}
function getArrayU32FromWasm0(ptr, len) {
  ptr = ptr >>> 0;
  return getUint32ArrayMemory0().subarray(ptr / 4, ptr / 4 + len);
}
function getArrayU8FromWasm0(ptr, len) {
  ptr = ptr >>> 0;
  return getUint8ArrayMemory02().subarray(ptr / 1, ptr / 1 + len);
}
var cachedDataViewMemory02 = null;
function getDataViewMemory02() {
  if (cachedDataViewMemory02 === null || cachedDataViewMemory02.buffer.detached === true || cachedDataViewMemory02.buffer.detached === void 0 && cachedDataViewMemory02.buffer !== wasm2.memory.buffer) {
    cachedDataViewMemory02 = new DataView(wasm2.memory.buffer);
  }
  return cachedDataViewMemory02;
}
function getStringFromWasm02(ptr, len) {
  ptr = ptr >>> 0;
  return decodeText2(getUint8ArrayMemory02().subarray(ptr, ptr + len));
}
var cachedUint32ArrayMemory0 = null;
function getUint32ArrayMemory0() {
  if (cachedUint32ArrayMemory0 === null || cachedUint32ArrayMemory0.byteLength === 0) {
    cachedUint32ArrayMemory0 = new Uint32Array(wasm2.memory.buffer);
  }
  return cachedUint32ArrayMemory0;
}
var cachedUint8ArrayMemory02 = null;
function getUint8ArrayMemory02() {
  if (cachedUint8ArrayMemory02 === null || cachedUint8ArrayMemory02.byteLength === 0) {
    cachedUint8ArrayMemory02 = new Uint8Array(wasm2.memory.buffer);
  }
  return cachedUint8ArrayMemory02;
}
function getObject2(idx) {
  return heap2[idx];
}
function handleError2(f, args) {
  try {
    return f.apply(this, args);
  } catch (e) {
    wasm2.__wbindgen_export4(addHeapObject2(e));
  }
}
var heap2 = new Array(1024).fill(void 0);
heap2.push(void 0, null, true, false);
var heap_next2 = heap2.length;
function isLikeNone2(x) {
  return x === void 0 || x === null;
}
function passArray8ToWasm02(arg, malloc) {
  const ptr = malloc(arg.length * 1, 1) >>> 0;
  getUint8ArrayMemory02().set(arg, ptr / 1);
  WASM_VECTOR_LEN2 = arg.length;
  return ptr;
}
function passArrayJsValueToWasm0(array, malloc) {
  const ptr = malloc(array.length * 4, 4) >>> 0;
  const mem = getDataViewMemory02();
  for (let i = 0; i < array.length; i++) {
    mem.setUint32(ptr + 4 * i, addHeapObject2(array[i]), true);
  }
  WASM_VECTOR_LEN2 = array.length;
  return ptr;
}
function passStringToWasm02(arg, malloc, realloc) {
  if (realloc === void 0) {
    const buf = cachedTextEncoder2.encode(arg);
    const ptr2 = malloc(buf.length, 1) >>> 0;
    getUint8ArrayMemory02().subarray(ptr2, ptr2 + buf.length).set(buf);
    WASM_VECTOR_LEN2 = buf.length;
    return ptr2;
  }
  let len = arg.length;
  let ptr = malloc(len, 1) >>> 0;
  const mem = getUint8ArrayMemory02();
  let offset = 0;
  for (; offset < len; offset++) {
    const code = arg.charCodeAt(offset);
    if (code > 127) break;
    mem[ptr + offset] = code;
  }
  if (offset !== len) {
    if (offset !== 0) {
      arg = arg.slice(offset);
    }
    ptr = realloc(ptr, len, len = offset + arg.length * 3, 1) >>> 0;
    const view = getUint8ArrayMemory02().subarray(ptr + offset, ptr + len);
    const ret = cachedTextEncoder2.encodeInto(arg, view);
    offset += ret.written;
    ptr = realloc(ptr, len, offset, 1) >>> 0;
  }
  WASM_VECTOR_LEN2 = offset;
  return ptr;
}
function takeObject2(idx) {
  const ret = getObject2(idx);
  dropObject2(idx);
  return ret;
}
var cachedTextDecoder2 = new TextDecoder("utf-8", { ignoreBOM: true });
cachedTextDecoder2.decode();
var MAX_SAFARI_DECODE_BYTES2 = 2146435072;
var numBytesDecoded2 = 0;
function decodeText2(bytes) {
  numBytesDecoded2 += bytes.length;
  if (numBytesDecoded2 >= MAX_SAFARI_DECODE_BYTES2) {
    cachedTextDecoder2 = new TextDecoder("utf-8", { ignoreBOM: true });
    cachedTextDecoder2.decode();
    numBytesDecoded2 = bytes.length;
  }
  return cachedTextDecoder2.decode(bytes);
}
var cachedTextEncoder2 = new TextEncoder();
if (!("encodeInto" in cachedTextEncoder2)) {
  cachedTextEncoder2.encodeInto = function(arg, view) {
    const buf = cachedTextEncoder2.encode(arg);
    view.set(buf);
    return {
      read: arg.length,
      written: buf.length
    };
  };
}
var WASM_VECTOR_LEN2 = 0;
var wasmModule2;
var wasmInstance2;
var wasm2;
function __wbg_finalize_init2(instance, module) {
  wasmInstance2 = instance;
  wasm2 = instance.exports;
  wasmModule2 = module;
  cachedDataViewMemory02 = null;
  cachedUint32ArrayMemory0 = null;
  cachedUint8ArrayMemory02 = null;
  return wasm2;
}
async function __wbg_load2(module, imports) {
  if (typeof Response === "function" && module instanceof Response) {
    if (!module.ok) {
      throw new Error(`failed to fetch Wasm: ${module.status} ${module.statusText} fetching '${module.url}'`);
    }
    if (typeof WebAssembly.instantiateStreaming === "function") {
      try {
        return await WebAssembly.instantiateStreaming(module, imports);
      } catch (e) {
        const validResponse = expectedResponseType(module.type);
        if (validResponse && module.headers.get("Content-Type") !== "application/wasm") {
          console.warn("`WebAssembly.instantiateStreaming` failed because your server does not serve Wasm with `application/wasm` MIME type. Falling back to `WebAssembly.instantiate` which is slower. Original error:\n", e);
        } else {
          throw e;
        }
      }
    }
    const bytes = await module.arrayBuffer();
    return await WebAssembly.instantiate(bytes, imports);
  } else {
    const instance = await WebAssembly.instantiate(module, imports);
    if (instance instanceof WebAssembly.Instance) {
      return { instance, module };
    } else {
      return instance;
    }
  }
  function expectedResponseType(type) {
    switch (type) {
      case "basic":
      case "cors":
      case "default":
        return true;
    }
    return false;
  }
}
function initSync2(module) {
  if (wasm2 !== void 0) return wasm2;
  if (module !== void 0) {
    if (Object.getPrototypeOf(module) === Object.prototype) {
      ({ module } = module);
    } else {
      console.warn("using deprecated parameters for `initSync()`; pass a single object instead");
    }
  }
  const imports = __wbg_get_imports2();
  if (!(module instanceof WebAssembly.Module)) {
    module = new WebAssembly.Module(module);
  }
  const instance = new WebAssembly.Instance(module, imports);
  return __wbg_finalize_init2(instance, module);
}
var __wbg_init_promise2;
async function __wbg_init2(module_or_path) {
  if (wasm2 !== void 0) return wasm2;
  if (__wbg_init_promise2 === void 0) {
    __wbg_init_promise2 = __wbg_init_once2(module_or_path);
    __wbg_init_promise2.catch(() => {
      __wbg_init_promise2 = void 0;
    });
  }
  return __wbg_init_promise2;
}
async function __wbg_init_once2(module_or_path) {
  if (module_or_path !== void 0) {
    if (Object.getPrototypeOf(module_or_path) === Object.prototype) {
      ({ module_or_path } = module_or_path);
    } else {
      console.warn("using deprecated parameters for the initialization function; pass a single object instead");
    }
  }
  if (module_or_path === void 0) {
    module_or_path = new URL("leifeng_form_bg.wasm", import.meta.url);
  }
  const imports = __wbg_get_imports2();
  if (typeof module_or_path === "string" || typeof Request === "function" && module_or_path instanceof Request || typeof URL === "function" && module_or_path instanceof URL) {
    module_or_path = fetch(module_or_path);
  }
  const { instance, module } = await __wbg_load2(await module_or_path, imports);
  return __wbg_finalize_init2(instance, module);
}
async function instantiate2(bytes) {
  const { instance, module } = await WebAssembly.instantiate(bytes, __wbg_get_imports2());
  return __wbg_finalize_init2(instance, module);
}

// virtual:virtual:sheets-glue
var virtual_sheets_glue_exports = {};
__export(virtual_sheets_glue_exports, {
  Block: () => Block,
  Tables: () => Tables,
  TextTable: () => TextTable,
  columnsOf: () => columnsOf,
  default: () => __wbg_init3,
  initSync: () => initSync3,
  instantiate: () => instantiate3
});
var Block = class _Block {
  static __wrap(ptr) {
    const obj = Object.create(_Block.prototype);
    obj.__wbg_ptr = ptr;
    BlockFinalization.register(obj, obj.__wbg_ptr, obj);
    return obj;
  }
  __destroy_into_raw() {
    const ptr = this.__wbg_ptr;
    this.__wbg_ptr = 0;
    BlockFinalization.unregister(this);
    return ptr;
  }
  free() {
    const ptr = this.__destroy_into_raw();
    wasm3.__wbg_block_free(ptr, 0);
  }
  /**
   * What is wrong with those that cannot be read, as JSON: see [`table::Records::faults_to_json`].
   * @returns {string}
   */
  faults() {
    let deferred1_0;
    let deferred1_1;
    try {
      const retptr = wasm3.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      wasm3.block_faults(retptr, this.__wbg_ptr);
      var r0 = getDataViewMemory03().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory03().getInt32(retptr + 4 * 1, true);
      deferred1_0 = r0;
      deferred1_1 = r1;
      return getStringFromWasm03(r0, r1);
    } finally {
      wasm3.__wbindgen_add_to_stack_pointer(16);
      wasm3.__wbindgen_export2(deferred1_0, deferred1_1, 1);
    }
  }
  /**
   * JSON Lines.
   * @returns {string}
   */
  lines() {
    let deferred1_0;
    let deferred1_1;
    try {
      const retptr = wasm3.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      wasm3.block_lines(retptr, this.__wbg_ptr);
      var r0 = getDataViewMemory03().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory03().getInt32(retptr + 4 * 1, true);
      deferred1_0 = r0;
      deferred1_1 = r1;
      return getStringFromWasm03(r0, r1);
    } finally {
      wasm3.__wbindgen_add_to_stack_pointer(16);
      wasm3.__wbindgen_export2(deferred1_0, deferred1_1, 1);
    }
  }
  /**
   * What is to be said of rows that were left out.
   * @returns {string[]}
   */
  notes() {
    try {
      const retptr = wasm3.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      wasm3.block_notes(retptr, this.__wbg_ptr);
      var r0 = getDataViewMemory03().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory03().getInt32(retptr + 4 * 1, true);
      var v1 = getArrayJsValueFromWasm0(r0, r1);
      wasm3.__wbindgen_export2(r0, r1 * 4, 4);
      return v1;
    } finally {
      wasm3.__wbindgen_add_to_stack_pointer(16);
    }
  }
  /**
   * The row of each.
   * @returns {Uint32Array}
   */
  rows() {
    try {
      const retptr = wasm3.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      wasm3.block_rows(retptr, this.__wbg_ptr);
      var r0 = getDataViewMemory03().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory03().getInt32(retptr + 4 * 1, true);
      var v1 = getArrayU32FromWasm02(r0, r1).slice();
      wasm3.__wbindgen_export2(r0, r1 * 4, 4);
      return v1;
    } finally {
      wasm3.__wbindgen_add_to_stack_pointer(16);
    }
  }
};
if (Symbol.dispose) Block.prototype[Symbol.dispose] = Block.prototype.free;
var Tables = class _Tables {
  static __wrap(ptr) {
    const obj = Object.create(_Tables.prototype);
    obj.__wbg_ptr = ptr;
    TablesFinalization.register(obj, obj.__wbg_ptr, obj);
    return obj;
  }
  __destroy_into_raw() {
    const ptr = this.__wbg_ptr;
    this.__wbg_ptr = 0;
    TablesFinalization.unregister(this);
    return ptr;
  }
  free() {
    const ptr = this.__destroy_into_raw();
    wasm3.__wbg_tables_free(ptr, 0);
  }
  /**
   * `xlsx`, `xls` or `docx`, which are read; `html` or `xml`, which are to be decoded and parsed; or `txt`, which is no more than told.
   * @returns {string}
   */
  kind() {
    let deferred1_0;
    let deferred1_1;
    try {
      const retptr = wasm3.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      wasm3.tables_kind(retptr, this.__wbg_ptr);
      var r0 = getDataViewMemory03().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory03().getInt32(retptr + 4 * 1, true);
      deferred1_0 = r0;
      deferred1_1 = r1;
      return getStringFromWasm03(r0, r1);
    } finally {
      wasm3.__wbindgen_add_to_stack_pointer(16);
      wasm3.__wbindgen_export2(deferred1_0, deferred1_1, 1);
    }
  }
  /**
   * The tables that were found, as JSON: see [`table::layouts_to_json`].
   * @returns {string}
   */
  layouts() {
    let deferred1_0;
    let deferred1_1;
    try {
      const retptr = wasm3.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      wasm3.tables_layouts(retptr, this.__wbg_ptr);
      var r0 = getDataViewMemory03().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory03().getInt32(retptr + 4 * 1, true);
      deferred1_0 = r0;
      deferred1_1 = r1;
      return getStringFromWasm03(r0, r1);
    } finally {
      wasm3.__wbindgen_add_to_stack_pointer(16);
      wasm3.__wbindgen_export2(deferred1_0, deferred1_1, 1);
    }
  }
  /**
   * What is to be said of the sheets that are not among them.
   * @returns {string[]}
   */
  notes() {
    try {
      const retptr = wasm3.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      wasm3.tables_notes(retptr, this.__wbg_ptr);
      var r0 = getDataViewMemory03().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory03().getInt32(retptr + 4 * 1, true);
      var v1 = getArrayJsValueFromWasm0(r0, r1);
      wasm3.__wbindgen_export2(r0, r1 * 4, 4);
      return v1;
    } finally {
      wasm3.__wbindgen_add_to_stack_pointer(16);
    }
  }
  /**
   * Reads a file by a packed rulebook and one of its forms; of a text it says no more than that it is one. What is looked for:
   * see [`Columns::sought`].
   * @param {Uint8Array | number[]} bytes
   * @param {Uint8Array | number[]} book
   * @param {string} form
   * @param {string} what
   * @returns {Tables}
   */
  static open(bytes, book, form, what) {
    try {
      const retptr = wasm3.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      let ptr0, len0, ptr1, len1, ptr2, len2, ptr3, len3;
      try {
        ptr0 = passArray8ToWasm03(bytes, wasm3.__wbindgen_export3);
        len0 = WASM_VECTOR_LEN3;
        ptr1 = passArray8ToWasm03(book, wasm3.__wbindgen_export3);
        len1 = WASM_VECTOR_LEN3;
        ptr2 = passStringToWasm03(form, wasm3.__wbindgen_export3, wasm3.__wbindgen_export4);
        len2 = WASM_VECTOR_LEN3;
        ptr3 = passStringToWasm03(what, wasm3.__wbindgen_export3, wasm3.__wbindgen_export4);
        len3 = WASM_VECTOR_LEN3;
      } catch (e) {
        if (ptr3) {
          wasm3.__wbindgen_export2(ptr3, len3 * 1, 1);
        }
        if (ptr2) {
          wasm3.__wbindgen_export2(ptr2, len2 * 1, 1);
        }
        if (ptr1) {
          wasm3.__wbindgen_export2(ptr1, len1 * 1, 1);
        }
        if (ptr0) {
          wasm3.__wbindgen_export2(ptr0, len0 * 1, 1);
        }
        throw e;
      }
      wasm3.tables_open(retptr, ptr0, len0, ptr1, len1, ptr2, len2, ptr3, len3);
      var r0 = getDataViewMemory03().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory03().getInt32(retptr + 4 * 1, true);
      var r2 = getDataViewMemory03().getInt32(retptr + 4 * 2, true);
      if (r2) {
        throw takeObject3(r1);
      }
      return _Tables.__wrap(r0);
    } finally {
      wasm3.__wbindgen_add_to_stack_pointer(16);
    }
  }
  /**
   * Reads the text of a file that [`Tables::open`] says is markup.
   * @param {string} text
   * @param {string} what
   */
  parse(text, what) {
    try {
      const retptr = wasm3.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      let ptr0, len0, ptr1, len1;
      try {
        ptr0 = passStringToWasm03(text, wasm3.__wbindgen_export3, wasm3.__wbindgen_export4);
        len0 = WASM_VECTOR_LEN3;
        ptr1 = passStringToWasm03(what, wasm3.__wbindgen_export3, wasm3.__wbindgen_export4);
        len1 = WASM_VECTOR_LEN3;
      } catch (e) {
        if (ptr1) {
          wasm3.__wbindgen_export2(ptr1, len1 * 1, 1);
        }
        if (ptr0) {
          wasm3.__wbindgen_export2(ptr0, len0 * 1, 1);
        }
        throw e;
      }
      wasm3.tables_parse(retptr, this.__wbg_ptr, ptr0, len0, ptr1, len1);
      var r0 = getDataViewMemory03().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory03().getInt32(retptr + 4 * 1, true);
      if (r1) {
        throw takeObject3(r0);
      }
    } finally {
      wasm3.__wbindgen_add_to_stack_pointer(16);
    }
  }
  /**
   * The next records of a table, by its place in the list; without rows where there are no more, and then from the beginning
   * again. One table is read to its end before another.
   * @param {number} at
   * @returns {Block}
   */
  read(at) {
    const ret = wasm3.tables_read(this.__wbg_ptr, at);
    return Block.__wrap(ret);
  }
};
if (Symbol.dispose) Tables.prototype[Symbol.dispose] = Tables.prototype.free;
var TextTable = class {
  __destroy_into_raw() {
    const ptr = this.__wbg_ptr;
    this.__wbg_ptr = 0;
    TextTableFinalization.unregister(this);
    return ptr;
  }
  free() {
    const ptr = this.__destroy_into_raw();
    wasm3.__wbg_texttable_free(ptr, 0);
  }
  /**
   * How the table is laid out, as JSON; nothing as long as it is not known.
   * @returns {string | undefined}
   */
  layout() {
    try {
      const retptr = wasm3.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      wasm3.texttable_layout(retptr, this.__wbg_ptr);
      var r0 = getDataViewMemory03().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory03().getInt32(retptr + 4 * 1, true);
      let v1;
      if (r0 !== 0) {
        v1 = getStringFromWasm03(r0, r1);
        wasm3.__wbindgen_export2(r0, r1 * 1, 1);
      }
      return v1;
    } finally {
      wasm3.__wbindgen_add_to_stack_pointer(16);
    }
  }
  /**
   * What is looked for, as of [`Tables::open`].
   * @param {Uint8Array | number[]} book
   * @param {string} form
   * @param {string} what
   */
  constructor(book, form, what) {
    try {
      const retptr = wasm3.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      let ptr0, len0, ptr1, len1, ptr2, len2;
      try {
        ptr0 = passArray8ToWasm03(book, wasm3.__wbindgen_export3);
        len0 = WASM_VECTOR_LEN3;
        ptr1 = passStringToWasm03(form, wasm3.__wbindgen_export3, wasm3.__wbindgen_export4);
        len1 = WASM_VECTOR_LEN3;
        ptr2 = passStringToWasm03(what, wasm3.__wbindgen_export3, wasm3.__wbindgen_export4);
        len2 = WASM_VECTOR_LEN3;
      } catch (e) {
        if (ptr2) {
          wasm3.__wbindgen_export2(ptr2, len2 * 1, 1);
        }
        if (ptr1) {
          wasm3.__wbindgen_export2(ptr1, len1 * 1, 1);
        }
        if (ptr0) {
          wasm3.__wbindgen_export2(ptr0, len0 * 1, 1);
        }
        throw e;
      }
      wasm3.texttable_new(retptr, ptr0, len0, ptr1, len1, ptr2, len2);
      var r0 = getDataViewMemory03().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory03().getInt32(retptr + 4 * 1, true);
      var r2 = getDataViewMemory03().getInt32(retptr + 4 * 2, true);
      if (r2) {
        throw takeObject3(r1);
      }
      this.__wbg_ptr = r0;
      TextTableFinalization.register(this, this.__wbg_ptr, this);
      return this;
    } finally {
      wasm3.__wbindgen_add_to_stack_pointer(16);
    }
  }
  /**
   * Takes a piece of text.
   * @param {string} text
   * @param {boolean} ends
   */
  push(text, ends) {
    try {
      const retptr = wasm3.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      const val2 = +ends;
      const ptr0 = passStringToWasm03(text, wasm3.__wbindgen_export3, wasm3.__wbindgen_export4);
      const len0 = WASM_VECTOR_LEN3;
      wasm3.texttable_push(retptr, this.__wbg_ptr, ptr0, len0, val2);
      var r0 = getDataViewMemory03().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory03().getInt32(retptr + 4 * 1, true);
      if (r1) {
        throw takeObject3(r0);
      }
    } finally {
      wasm3.__wbindgen_add_to_stack_pointer(16);
    }
  }
  /**
   * The next records; without rows where more text is needed.
   * @returns {Block}
   */
  read() {
    const ret = wasm3.texttable_read(this.__wbg_ptr);
    return Block.__wrap(ret);
  }
};
if (Symbol.dispose) TextTable.prototype[Symbol.dispose] = TextTable.prototype.free;
function columnsOf(book, form, table) {
  try {
    const retptr = wasm3.__wbindgen_add_to_stack_pointer(-16) >>> 0;
    let ptr0, len0, ptr1, len1, ptr2, len2;
    try {
      ptr0 = passArray8ToWasm03(book, wasm3.__wbindgen_export3);
      len0 = WASM_VECTOR_LEN3;
      ptr1 = passStringToWasm03(form, wasm3.__wbindgen_export3, wasm3.__wbindgen_export4);
      len1 = WASM_VECTOR_LEN3;
      ptr2 = passStringToWasm03(table, wasm3.__wbindgen_export3, wasm3.__wbindgen_export4);
      len2 = WASM_VECTOR_LEN3;
    } catch (e) {
      if (ptr2) {
        wasm3.__wbindgen_export2(ptr2, len2 * 1, 1);
      }
      if (ptr1) {
        wasm3.__wbindgen_export2(ptr1, len1 * 1, 1);
      }
      if (ptr0) {
        wasm3.__wbindgen_export2(ptr0, len0 * 1, 1);
      }
      throw e;
    }
    wasm3.columnsOf(retptr, ptr0, len0, ptr1, len1, ptr2, len2);
    var r0 = getDataViewMemory03().getInt32(retptr + 4 * 0, true);
    var r1 = getDataViewMemory03().getInt32(retptr + 4 * 1, true);
    var v4 = getArrayJsValueFromWasm0(r0, r1);
    wasm3.__wbindgen_export2(r0, r1 * 4, 4);
    return v4;
  } finally {
    wasm3.__wbindgen_add_to_stack_pointer(16);
  }
}
function __wbg_get_imports3() {
  const import0 = {
    __proto__: null,
    __wbg___wbindgen_throw_4c88d8bf264fd984: function(arg0, arg1) {
      throw new Error(getStringFromWasm03(arg0, arg1));
    },
    __wbg_new_787b9fb330d55d78: function(arg0, arg1) {
      const ret = new Error(getStringFromWasm03(arg0, arg1));
      return addHeapObject3(ret);
    },
    __wbg_set_2793479888329cb6: function() {
      return handleError3(function(arg0, arg1, arg2) {
        const ret = Reflect.set(getObject3(arg0), getObject3(arg1), getObject3(arg2));
        return ret;
      }, arguments);
    },
    __wbindgen_generic_0000000000000001: function(arg0) {
      const ret = arg0;
      return addHeapObject3(ret);
    },
    __wbindgen_generic_0000000000000002: function(arg0, arg1) {
      const ret = getStringFromWasm03(arg0, arg1);
      return addHeapObject3(ret);
    },
    __wbindgen_object_drop_ref: function(arg0) {
      takeObject3(arg0);
    }
  };
  return {
    __proto__: null,
    "./leifeng_form_bg.js": import0
  };
}
var BlockFinalization = typeof FinalizationRegistry === "undefined" ? { register: () => {
}, unregister: () => {
} } : new FinalizationRegistry((ptr) => wasm3.__wbg_block_free(ptr, 1));
var TablesFinalization = typeof FinalizationRegistry === "undefined" ? { register: () => {
}, unregister: () => {
} } : new FinalizationRegistry((ptr) => wasm3.__wbg_tables_free(ptr, 1));
var TextTableFinalization = typeof FinalizationRegistry === "undefined" ? { register: () => {
}, unregister: () => {
} } : new FinalizationRegistry((ptr) => wasm3.__wbg_texttable_free(ptr, 1));
function addHeapObject3(obj) {
  if (heap_next3 === heap3.length) heap3.push(heap3.length + 1);
  const idx = heap_next3;
  heap_next3 = heap3[idx];
  heap3[idx] = obj;
  return idx;
}
function dropObject3(idx) {
  if (idx < 1028) return;
  heap3[idx] = heap_next3;
  heap_next3 = idx;
}
function getArrayJsValueFromWasm0(ptr, len) {
  ptr = ptr >>> 0;
  const mem = getDataViewMemory03();
  const result = [];
  for (let i = ptr; i < ptr + 4 * len; i += 4) {
    result.push(takeObject3(mem.getUint32(i, true)));
  }
  return result;
}
function getArrayU32FromWasm02(ptr, len) {
  ptr = ptr >>> 0;
  return getUint32ArrayMemory02().subarray(ptr / 4, ptr / 4 + len);
}
var cachedDataViewMemory03 = null;
function getDataViewMemory03() {
  if (cachedDataViewMemory03 === null || cachedDataViewMemory03.buffer.detached === true || cachedDataViewMemory03.buffer.detached === void 0 && cachedDataViewMemory03.buffer !== wasm3.memory.buffer) {
    cachedDataViewMemory03 = new DataView(wasm3.memory.buffer);
  }
  return cachedDataViewMemory03;
}
function getStringFromWasm03(ptr, len) {
  ptr = ptr >>> 0;
  return decodeText3(getUint8ArrayMemory03().subarray(ptr, ptr + len));
}
var cachedUint32ArrayMemory02 = null;
function getUint32ArrayMemory02() {
  if (cachedUint32ArrayMemory02 === null || cachedUint32ArrayMemory02.byteLength === 0) {
    cachedUint32ArrayMemory02 = new Uint32Array(wasm3.memory.buffer);
  }
  return cachedUint32ArrayMemory02;
}
var cachedUint8ArrayMemory03 = null;
function getUint8ArrayMemory03() {
  if (cachedUint8ArrayMemory03 === null || cachedUint8ArrayMemory03.byteLength === 0) {
    cachedUint8ArrayMemory03 = new Uint8Array(wasm3.memory.buffer);
  }
  return cachedUint8ArrayMemory03;
}
function getObject3(idx) {
  return heap3[idx];
}
function handleError3(f, args) {
  try {
    return f.apply(this, args);
  } catch (e) {
    wasm3.__wbindgen_export(addHeapObject3(e));
  }
}
var heap3 = new Array(1024).fill(void 0);
heap3.push(void 0, null, true, false);
var heap_next3 = heap3.length;
function passArray8ToWasm03(arg, malloc) {
  const ptr = malloc(arg.length * 1, 1) >>> 0;
  getUint8ArrayMemory03().set(arg, ptr / 1);
  WASM_VECTOR_LEN3 = arg.length;
  return ptr;
}
function passStringToWasm03(arg, malloc, realloc) {
  if (realloc === void 0) {
    const buf = cachedTextEncoder3.encode(arg);
    const ptr2 = malloc(buf.length, 1) >>> 0;
    getUint8ArrayMemory03().subarray(ptr2, ptr2 + buf.length).set(buf);
    WASM_VECTOR_LEN3 = buf.length;
    return ptr2;
  }
  let len = arg.length;
  let ptr = malloc(len, 1) >>> 0;
  const mem = getUint8ArrayMemory03();
  let offset = 0;
  for (; offset < len; offset++) {
    const code = arg.charCodeAt(offset);
    if (code > 127) break;
    mem[ptr + offset] = code;
  }
  if (offset !== len) {
    if (offset !== 0) {
      arg = arg.slice(offset);
    }
    ptr = realloc(ptr, len, len = offset + arg.length * 3, 1) >>> 0;
    const view = getUint8ArrayMemory03().subarray(ptr + offset, ptr + len);
    const ret = cachedTextEncoder3.encodeInto(arg, view);
    offset += ret.written;
    ptr = realloc(ptr, len, offset, 1) >>> 0;
  }
  WASM_VECTOR_LEN3 = offset;
  return ptr;
}
function takeObject3(idx) {
  const ret = getObject3(idx);
  dropObject3(idx);
  return ret;
}
var cachedTextDecoder3 = new TextDecoder("utf-8", { ignoreBOM: true });
cachedTextDecoder3.decode();
var MAX_SAFARI_DECODE_BYTES3 = 2146435072;
var numBytesDecoded3 = 0;
function decodeText3(bytes) {
  numBytesDecoded3 += bytes.length;
  if (numBytesDecoded3 >= MAX_SAFARI_DECODE_BYTES3) {
    cachedTextDecoder3 = new TextDecoder("utf-8", { ignoreBOM: true });
    cachedTextDecoder3.decode();
    numBytesDecoded3 = bytes.length;
  }
  return cachedTextDecoder3.decode(bytes);
}
var cachedTextEncoder3 = new TextEncoder();
if (!("encodeInto" in cachedTextEncoder3)) {
  cachedTextEncoder3.encodeInto = function(arg, view) {
    const buf = cachedTextEncoder3.encode(arg);
    view.set(buf);
    return {
      read: arg.length,
      written: buf.length
    };
  };
}
var WASM_VECTOR_LEN3 = 0;
var wasmModule3;
var wasmInstance3;
var wasm3;
function __wbg_finalize_init3(instance, module) {
  wasmInstance3 = instance;
  wasm3 = instance.exports;
  wasmModule3 = module;
  cachedDataViewMemory03 = null;
  cachedUint32ArrayMemory02 = null;
  cachedUint8ArrayMemory03 = null;
  return wasm3;
}
async function __wbg_load3(module, imports) {
  if (typeof Response === "function" && module instanceof Response) {
    if (!module.ok) {
      throw new Error(`failed to fetch Wasm: ${module.status} ${module.statusText} fetching '${module.url}'`);
    }
    if (typeof WebAssembly.instantiateStreaming === "function") {
      try {
        return await WebAssembly.instantiateStreaming(module, imports);
      } catch (e) {
        const validResponse = expectedResponseType(module.type);
        if (validResponse && module.headers.get("Content-Type") !== "application/wasm") {
          console.warn("`WebAssembly.instantiateStreaming` failed because your server does not serve Wasm with `application/wasm` MIME type. Falling back to `WebAssembly.instantiate` which is slower. Original error:\n", e);
        } else {
          throw e;
        }
      }
    }
    const bytes = await module.arrayBuffer();
    return await WebAssembly.instantiate(bytes, imports);
  } else {
    const instance = await WebAssembly.instantiate(module, imports);
    if (instance instanceof WebAssembly.Instance) {
      return { instance, module };
    } else {
      return instance;
    }
  }
  function expectedResponseType(type) {
    switch (type) {
      case "basic":
      case "cors":
      case "default":
        return true;
    }
    return false;
  }
}
function initSync3(module) {
  if (wasm3 !== void 0) return wasm3;
  if (module !== void 0) {
    if (Object.getPrototypeOf(module) === Object.prototype) {
      ({ module } = module);
    } else {
      console.warn("using deprecated parameters for `initSync()`; pass a single object instead");
    }
  }
  const imports = __wbg_get_imports3();
  if (!(module instanceof WebAssembly.Module)) {
    module = new WebAssembly.Module(module);
  }
  const instance = new WebAssembly.Instance(module, imports);
  return __wbg_finalize_init3(instance, module);
}
var __wbg_init_promise3;
async function __wbg_init3(module_or_path) {
  if (wasm3 !== void 0) return wasm3;
  if (__wbg_init_promise3 === void 0) {
    __wbg_init_promise3 = __wbg_init_once3(module_or_path);
    __wbg_init_promise3.catch(() => {
      __wbg_init_promise3 = void 0;
    });
  }
  return __wbg_init_promise3;
}
async function __wbg_init_once3(module_or_path) {
  if (module_or_path !== void 0) {
    if (Object.getPrototypeOf(module_or_path) === Object.prototype) {
      ({ module_or_path } = module_or_path);
    } else {
      console.warn("using deprecated parameters for the initialization function; pass a single object instead");
    }
  }
  if (module_or_path === void 0) {
    module_or_path = new URL("leifeng_form_bg.wasm", import.meta.url);
  }
  const imports = __wbg_get_imports3();
  if (typeof module_or_path === "string" || typeof Request === "function" && module_or_path instanceof Request || typeof URL === "function" && module_or_path instanceof URL) {
    module_or_path = fetch(module_or_path);
  }
  const { instance, module } = await __wbg_load3(await module_or_path, imports);
  return __wbg_finalize_init3(instance, module);
}
async function instantiate3(bytes) {
  const { instance, module } = await WebAssembly.instantiate(bytes, __wbg_get_imports3());
  return __wbg_finalize_init3(instance, module);
}

// www/package/day.ts
var CHINA = 8 * 60 * 60 * 1e3;
function dayInChina(instant) {
  return new Date(instant + CHINA).toISOString().slice(0, 10);
}
function todayInChina() {
  return dayInChina(Date.now());
}
function dayOf(date) {
  const instant = Number(date);
  return Number.isNaN(instant) ? String(date) : dayInChina(instant);
}

// www/package/error.ts
var LeifengFormError = class extends Error {
  name = "LeifengFormError";
  code;
  constructor(code, message, place2 = {}, options) {
    super(message, options);
    this.code = code;
    Object.assign(this, place2);
  }
};
function placeOf(error) {
  return Object.fromEntries(PLACES.flatMap((name) => error[name] === void 0 ? [] : [[name, error[name]]]));
}
function inFile(error, file) {
  if (!(error instanceof LeifengFormError) || error.file !== void 0) return error;
  return new LeifengFormError(error.code, error.message, { ...placeOf(error), file }, { cause: error });
}
var PLACES = ["file", "sheet", "row", "column", "field", "line"];
function refusal(error, code, place2 = {}) {
  if (!(error instanceof Error) || error.constructor !== Error) return error;
  const told2 = error;
  return new LeifengFormError(told2.code ?? code, error.message, { ...place2, ...placeOf(told2) }, { cause: error });
}
function fileRefusal(error, place2 = {}) {
  if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) {
    const message = "文件过大，内存不足，无法读取。请分成几个文件后再试。";
    return new LeifengFormError("file.too_large", message, place2, { cause: error });
  }
  return refusal(error, "file.unreadable", place2);
}
function asking(call, code) {
  try {
    return call();
  } catch (error) {
    throw refusal(error, code);
  }
}
function looking(look, code, message, place2 = {}) {
  try {
    return look();
  } catch (error) {
    if (error instanceof LeifengFormError) throw error;
    throw new LeifengFormError(code, `${message}（${reason(error)}）。`, place2, { cause: error });
  }
}
function reason(error) {
  try {
    return String(error instanceof Error ? error.message : error);
  } catch (_) {
    return typeof error;
  }
}

// www/package/arguments.ts
function notFitting(name, expected, value) {
  return new LeifengFormError("argument.type", `${name} 应是${expected}，不是 ${typeName(value)}。`);
}
function typeName(value) {
  try {
    return Object.prototype.toString.call(value).slice("[object ".length, -1);
  } catch (_) {
    return "Proxy";
  }
}
function asOptions(options) {
  if (typeof (options ?? {}) !== "object") throw notFitting("options", "一个对象，如 { form, today }", options);
  return looking(() => ({ ...options }), "argument.type", "options 无法读取");
}
function asText(name, value) {
  if (typeof value !== "string") throw notFitting(name, "一段文字", value);
  return value;
}
function asDay(today) {
  if (typeName(today) === "Date") return dayOf(today);
  if (typeof (today ?? "") !== "string") throw notFitting("today", "一个日期，如 2012-04-20 或 Date", today);
  return today ?? todayInChina();
}
function asSignal(value) {
  if ((value ?? void 0) === void 0) return void 0;
  if (typeName(value) !== "AbortSignal") throw notFitting("signal", " AbortSignal", value);
  return value;
}
function asBytes(name, value) {
  switch (typeName(value)) {
    case "Uint8Array":
      return value;
    case "ArrayBuffer":
      return new Uint8Array(value);
    default:
      throw notFitting(name, "文件的内容（Uint8Array 或 ArrayBuffer）", value);
  }
}

// www/package/answers.ts
var DEEPEST = 16;
function plainAnswers(answers) {
  return looking(() => record(answers), "answers.unreadable", "读取回答时出错");
}
function record(answers) {
  if (typeof answers !== "object" || answers === null || Array.isArray(answers) || typeName(answers) === "Date") {
    const message = `回答应是一个普通对象，键是栏目编号或栏目名称，不是 ${typeName(answers)}。`;
    throw new LeifengFormError("answers.not_plain", message);
  }
  return plain(answers, void 0, 0);
}
function plainAnswer(field, value) {
  return looking(() => plain(value, field, 1), "answers.unreadable", `读取“${field}”的回答时出错`, { field });
}
function plain(value, field, depth) {
  if (typeof value === "function" || typeof value === "symbol") throw notPlain(value, field);
  if (typeof value !== "object" || value === null) return value;
  if (typeName(value) === "Date") return dayOf(value);
  if (!Array.isArray(value) && !isPlain(value)) throw notPlain(value, field);
  if (depth > DEEPEST) throw tooDeep(field);
  return Array.isArray(value) ? plainList(value, field, depth) : plainObject(value, field, depth);
}
function plainList(list, field, depth) {
  let copy;
  for (let at = 0; at < list.length; at++) {
    const item = list[at];
    const read2 = plain(item, field, depth + 1);
    if (Object.is(read2, item)) continue;
    copy ??= list.slice();
    copy[at] = read2;
  }
  return copy ?? list;
}
function plainObject(object, field, depth) {
  let changed;
  for (const key of Object.keys(object)) {
    const item = valueUnder(object, key, field);
    const read2 = plain(item, field ?? key, depth + 1);
    if (Object.is(read2, item)) continue;
    changed ??= new Map(Object.entries(object));
    changed.set(key, read2);
  }
  return changed ? Object.fromEntries(changed) : object;
}
function valueUnder(object, key, field) {
  try {
    return object[key];
  } catch (error) {
    const name = field ?? key;
    const again = () => {
      throw error;
    };
    return looking(again, "answers.unreadable", `读取“${name}”的回答时出错`, { field: name });
  }
}
function tooDeep(field) {
  return new LeifengFormError("answers.too_deep", "回答嵌套过深。", field === void 0 ? {} : { field });
}
function isPlain(value) {
  const prototype = Object.getPrototypeOf(value);
  const isTop = prototype === null || Object.getPrototypeOf(prototype) === null;
  return isTop && !(Symbol.iterator in value) && !(Symbol.asyncIterator in value);
}
var SENT = "请先用 await book.read(…) 读出 answers。Object.fromEntries 会丢掉重复的栏目，不要使用";
var WAYS_OUT = /* @__PURE__ */ new Map([
  ["FormData", SENT],
  ["URLSearchParams", SENT],
  ["Request", SENT],
  ["Map", "请用 Object.fromEntries(map) 转成普通对象"],
  ["Set", "请用 [...set] 转成数组，作为一个栏目的回答"],
  ["Promise", "请先用 await 取得结果"],
  ["File", "请先用 readDocument 或 readSheet 读出内容，作为一个栏目的回答"],
  ["Blob", "请先用 readDocument 或 readSheet 读出内容，作为一个栏目的回答"]
]);
function entriesInstead(source) {
  const { entries, [Symbol.iterator]: iterator } = source;
  if (typeof iterator !== "function" || iterator !== entries) return void 0;
  return `${WAYS_OUT.get(typeName(source)) ?? "请先转成普通对象"}，再放进数组，一份材料一个对象`;
}
function notPlain(value, field) {
  const type = typeName(value);
  const what = field === void 0 ? "回答" : `“${field}”的回答`;
  const plain2 = field === void 0 ? "普通的对象，键是栏目编号或栏目名称" : "普通的对象、数组、文字、数字、是否或日期";
  const wayOut = WAYS_OUT.get(type) ?? `请改用${plain2}`;
  return new LeifengFormError(
    "answers.not_plain",
    `${what}不能是 ${type === "Object" ? classOf(value) : type}。${wayOut}。`,
    field === void 0 ? {} : { field }
  );
}
function classOf(value) {
  const name = Object.getPrototypeOf(value)?.constructor?.name;
  return typeof name === "string" && name !== "" && name !== "Object" ? name : "自定义的对象";
}

// www/package/across.ts
var Across2 = class {
  #glue;
  /** By the names that the engine knows them by. */
  #places = /* @__PURE__ */ new Map();
  #added = 0;
  /** Of a form that has no such rules there is no glue. */
  constructor(glue) {
    this.#glue = glue;
  }
  add(record2, source) {
    const judged = looking(() => judgedOf(record2), "answers.unreadable", "读取回答时出错");
    const answers = judged ? void 0 : plainAnswers(record2);
    this.#added++;
    if (!this.#glue || judged?.verdict === "unreadable") return;
    const { file, sheet, row } = source ?? judged?.source ?? { row: this.#added };
    const name = asText("source.file", nameOf({ file, sheet }));
    if (!this.#places.has(name)) {
      this.#places.set(name, { ...file !== void 0 && { file }, ...sheet !== void 0 && { sheet } });
    }
    if (judged?.line) this.#glue.line(judged.line, name, row);
    else this.#glue.record(answers ?? plainAnswers(judged?.answers()), name, row);
  }
  report() {
    const text = this.#glue?.report() ?? "";
    if (text === "") return void 0;
    const { checks } = JSON.parse(text);
    const found = ({ file = "", row }) => ({ ...this.#places.get(file), row });
    return {
      checks: checks.map(({ cases, ...check }) => ({
        ...check,
        ...cases && { cases: cases.map(({ message, sources }) => ({ message, sources: sources.map(found) })) }
      }))
    };
  }
};
function judgedOf(record2) {
  if (typeof record2 !== "object" || record2 === null || Array.isArray(record2))
    throw notFitting("record", " checkAll 给出的记录，或一份回答", record2);
  return typeof record2.report === "function" ? record2 : void 0;
}
function nameOf({ file, sheet }) {
  const name = file === void 0 || file === "-" ? "" : file;
  return sheet === void 0 ? name : `${name} 工作表“${sheet}”`;
}

// www/package/lines.ts
var BLOCK = 512 * 1024;
var LONGEST_LINE = 64 * 1024 * 1024;
var NEWLINE = 10;
function* linesOf(all2, begin = withoutMark(all2)) {
  for (let start = begin; start < all2.length; ) {
    const end = blockEnd(all2, start);
    yield end - start > LONGEST_LINE ? {} : { bytes: all2.subarray(start, end) };
    start = end;
  }
}
function blockEnd(all2, start) {
  if (all2.length - start <= BLOCK) return all2.length;
  const last2 = all2.lastIndexOf(NEWLINE, start + BLOCK - 1);
  if (last2 >= start) return last2 + 1;
  const next = all2.indexOf(NEWLINE, start + BLOCK);
  return next < 0 ? all2.length : next + 1;
}
async function* linesFrom(chunks) {
  let first = true;
  let waiting = [];
  let size = 0;
  let whole = false;
  let skips = false;
  for await (let chunk of chunks) {
    if (skips) {
      const end2 = chunk.indexOf(NEWLINE) + 1;
      if (end2 === 0) continue;
      skips = false;
      chunk = chunk.subarray(end2);
    }
    waiting.push(chunk.slice());
    size += chunk.length;
    whole ||= chunk.includes(NEWLINE);
    if (size > LONGEST_LINE && !whole) {
      yield {};
      [waiting, size, skips, first] = [[], 0, true, false];
    }
    if (size < BLOCK || !whole) continue;
    const bytes = concat(waiting, size);
    const end = bytes.lastIndexOf(NEWLINE) + 1;
    yield* linesOf(bytes.subarray(0, end), first ? withoutMark(bytes) : 0);
    first = false;
    waiting = [bytes.subarray(end)];
    size = bytes.length - end;
    whole = false;
  }
  const rest = concat(waiting, size);
  yield* linesOf(rest, first ? withoutMark(rest) : 0);
}
function withoutMark(bytes) {
  return bytes[0] === 239 && bytes[1] === 187 && bytes[2] === 191 ? 3 : 0;
}
function concat(parts, size) {
  if (parts.length === 1 && parts[0]) return parts[0];
  const all2 = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all2.set(part, at);
    at += part.length;
  }
  return all2;
}
function countNewlines(bytes, from) {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE, from); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) count++;
  return count;
}

// www/package/names.ts
var MOST_KEYS = 1e3;
var MOST_OTHERS = 50;
var FormNames = class {
  form;
  fields;
  #book;
  #exact;
  constructor(book, { id, fields }) {
    this.form = id;
    this.fields = new Map(fields.map((field) => [field.id, field]));
    this.#book = book;
    this.#exact = new Set(fields.flatMap(namesOf));
  }
  /**
   * Answers with those keys alone that are looked at, and the others. Whatever is no plain object comes back as it is: it is for
   * others to refuse.
   */
  split(answers) {
    const isObject = typeof answers === "object" && answers !== null && isPlain(answers);
    const keys = isObject ? Object.keys(answers) : [];
    if (keys.length <= MOST_KEYS) return { some: answers, rest: [] };
    const rest = [];
    const looked = this.#lookedAt(keys, rest).map((key) => [key, valueUnder(answers, key, void 0)]);
    return { some: Object.fromEntries(looked), rest };
  }
  /** Of many keys the first, and behind them all that are ids, labels or aliases; the others go to `rest`. */
  #lookedAt(keys, rest = []) {
    if (keys.length <= MOST_KEYS) return keys;
    const looked = keys.slice(0, MOST_OTHERS);
    for (let at = MOST_OTHERS; at < keys.length; at++) {
      const key = keys[at];
      (this.#exact.has(key) ? looked : rest).push(key);
    }
    return looked;
  }
  /** The field that each of some keys answers, as in a check: of two keys for one field, the better. */
  fieldsOf(keys) {
    const answers = Object.fromEntries(this.#lookedAt([...keys]).map((key) => [key, "x"]));
    const json = this.#book.answered(this.form, JSON.stringify(answers));
    const answered = JSON.parse(json);
    return new Map(
      Object.entries(answered).map(([id, { key }]) => [key, this.fields.get(id)])
    );
  }
  /** What some answers have for a field. */
  answerTo(answers, field) {
    for (const [key, { id }] of this.fieldsOf(Object.keys(answers))) if (id === field) return answers[key];
    return void 0;
  }
  /** The answers as they are read, by the ids of their fields. */
  values(answers) {
    return JSON.parse(this.#book.values(this.form, this.split(answers).some));
  }
};
function namesOf({ id, label, aliases }) {
  return [id, label, ...aliases];
}

// www/package/read.ts
var DEEPEST2 = 8;
async function receive(source, names) {
  const entries = await entriesOf(source);
  const placed = place(entries, names);
  const unknown = new Set(placed.unknown);
  const answers = /* @__PURE__ */ new Map();
  const files = [];
  for (const [field, own] of placed.fields) {
    const values = [];
    for (const entry of own) {
      const { file, key } = entry;
      if (!file) values.push(entry);
      else if (!entry.path.every(isListed)) unknown.add(told(entry));
      else {
        const bytes = await contentOf(file, field);
        if (file.name !== "" || bytes.length > 0) files.push({ field, key, name: file.name, bytes });
      }
    }
    const tell = (entry) => unknown.add(told(entry));
    const value = field.columns ? tableOf(values, field.columns, tell) : oneOf(values, field, tell);
    if (value !== void 0 && value !== null) answers.set(field.id, value);
  }
  return { answers, files, unknown };
}
async function entriesOf(source) {
  const entries = looking(() => entriesAtOnce(source), "answers.unreadable", "读取回答时出错");
  if (entries) return entries;
  try {
    return typeName(source) === "Request" ? await ofRequest(source) : await ofParts(source);
  } catch (error) {
    if (error instanceof LeifengFormError) throw error;
    const message = "收到的内容无法读取，可能没有传完、文件过大或已经读取过。";
    throw new LeifengFormError("answers.unreadable", message, {}, { cause: error });
  }
}
function entriesAtOnce(source) {
  if (typeof source !== "object" || source === null) throw unreadable(source);
  const type = typeName(source);
  if (type === "Request") return void 0;
  if (type === "FormData" || type === "URLSearchParams") return ofPairs(source);
  if (!isRequest(source)) {
    if (isParts(source)) return void 0;
    if (Array.isArray(source)) throw unreadable(source);
    return ofBody(source);
  }
  const { body, file, files, isMultipart } = source;
  if ((body ?? void 0) === void 0 && typeof isMultipart === "function" && source.isMultipart?.())
    return void 0;
  const sent = [...ofFiles(file), ...ofFiles(files)];
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return [...ofBody(body), ...sent];
  if (sent.length > 0 && (body ?? void 0) === void 0) return sent;
  const message = `请求的 body 应是已经解析的表单，不是 ${typeName(body)}。请先用 express.urlencoded、multer 等解析。`;
  throw new LeifengFormError("argument.type", message);
}
function unreadable(source) {
  return notFitting("source", "收到的表单（FormData、URLSearchParams、Request 或解析后的 body）", source);
}
function isRequest(source) {
  if (!isPlain(source)) return "body" in source || "headers" in source;
  if (!("body" in source)) return false;
  const { body } = source;
  return (body === void 0 || typeof body === "object") && Object.keys(source).every((key) => ["body", "file", "files"].includes(key));
}
async function ofRequest(request) {
  if (/^application\/([\w.-]+\+)?json\b/i.test(request.headers.get("content-type") ?? "")) {
    const body = await request.json();
    if (typeof body !== "object" || body === null || Array.isArray(body)) throw unreadable(body);
    return ofBody(body);
  }
  return ofPairs(await request.formData());
}
function ofPairs(pairs) {
  return Array.from(pairs, ([key, value]) => entryOf(key, [], value));
}
function isParts(source) {
  if (Symbol.asyncIterator in source) return true;
  return Array.isArray(source) && source.length > 0 && source.every((part) => nameOfPart(part) !== void 0);
}
async function ofParts(source) {
  const { parts } = source;
  const entries = [];
  for await (const part of parts ? parts.call(source) : source) {
    const key = nameOfPart(part);
    if (key === void 0) throw unreadable(part);
    const entry = entryOf(key, [], part);
    if (!entry.file) add(entries, key, [], part);
    else {
      const bytes = await entry.file.bytes();
      entries.push({ ...entry, file: { name: entry.file.name, bytes: async () => bytes } });
    }
  }
  return entries;
}
function nameOfPart(part) {
  const name = part?.fieldname;
  return typeof name === "string" ? name : void 0;
}
function ofFiles(files) {
  if (typeof files !== "object" || files === null) return [];
  const list = nameOfPart(files) !== void 0 ? [files] : Object.values(files).flat();
  return list.map((file) => {
    const entry = entryOf(nameOfPart(file) ?? "", [], file);
    if (entry.file) return entry;
    const message = "files 里的文件没有内容。multer 请用 memoryStorage()，不要存到磁盘。";
    throw new LeifengFormError("argument.type", message, { field: entry.key });
  });
}
function ofBody(body) {
  if (!isPlain(body)) throw notPlain(body, void 0);
  const entries = [];
  for (const key of Object.keys(body)) {
    const value = valueUnder(body, key, void 0);
    if (value !== void 0) add(entries, key, [], value);
  }
  return entries;
}
function add(entries, key, path, value) {
  const entry = entryOf(key, path, value);
  const inside = entry.value;
  if (entry.file || typeof inside !== "object" || inside === null) {
    entries.push(entry);
    return;
  }
  if (path.length === DEEPEST2) throw tooDeep(key);
  const parts = Object.keys(inside);
  if (parts.length === 0) entries.push({ key, path, value: null });
  for (const part of parts) add(entries, key, [...path, part], valueUnder(inside, part, key));
}
function entryOf(key, path, value) {
  const entry = { key, path, value };
  if (typeof value === "function" || typeof value === "symbol") throw notPlain(value, key);
  if (typeof value !== "object" || value === null) return entry;
  switch (typeName(value)) {
    case "Date":
      return { ...entry, value: dayOf(value) };
    case "File":
    case "Blob": {
      const { name = "" } = value;
      return { ...entry, file: { name, bytes: async () => new Uint8Array(await value.arrayBuffer()) } };
    }
    case "Uint8Array":
      return { ...entry, file: { name: "", bytes: async () => asPlainBytes(value) } };
  }
  if (nameOfPart(value) !== void 0) {
    const { originalname, filename, buffer, toBuffer, type, value: own } = value;
    const name = String(originalname ?? filename ?? "");
    if (typeName(buffer) === "Uint8Array") {
      return {
        ...entry,
        file: { name: repaired(name) ?? name, bytes: async () => asPlainBytes(buffer) }
      };
    }
    if (typeof toBuffer === "function") {
      return { ...entry, file: { name, bytes: async () => asPlainBytes(await toBuffer.call(value)) } };
    }
    if (type === "field") return { ...entry, value: own };
  }
  if (!Array.isArray(value) && !isPlain(value)) throw notPlain(value, key);
  return entry;
}
function asPlainBytes(bytes) {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
async function contentOf(file, field) {
  try {
    return await file.bytes();
  } catch (error) {
    const message = `“${field.label}”的文件没有收全，请重新提交。`;
    throw new LeifengFormError("answers.unreadable", message, { field: field.id }, { cause: error });
  }
}
var told = ({ key, given }) => key + given.map((part) => `[${part}]`).join("");
var BRACKETED = /^([^[\]]+)((?:\[[^[\]]*\])+)$/;
function nameOf2(key) {
  const [, name, brackets] = key.endsWith("]") && BRACKETED.exec(key) || [];
  if (name === void 0 || brackets === void 0) return { key, name: key, path: [] };
  return { key, name, path: brackets.slice(1, -1).split("][") };
}
function place(entries, names) {
  const found = find(new Set(entries.map(({ key }) => key)), names);
  const fields = /* @__PURE__ */ new Map();
  const unknown = [];
  for (const entry of entries) {
    const of = found.get(entry.key);
    if (!of) unknown.push(entry.key);
    else {
      const own = fields.get(of.field);
      const placed = { ...entry, path: [...of.path, ...entry.path], given: entry.path };
      if (own) own.push(placed);
      else fields.set(of.field, [placed]);
    }
  }
  return { fields, unknown };
}
function find(keys, names) {
  const all2 = Array.from(keys, nameOf2);
  const first = names.fieldsOf(new Set(all2.map(({ name }) => name)));
  const isPath = (path, field) => field.columns || path.every(isListed);
  const again = [];
  const taken = /* @__PURE__ */ new Set();
  const found = /* @__PURE__ */ new Map();
  for (const { key, name, path } of all2) {
    const field = first.get(name);
    if (field && isPath(path, field)) {
      taken.add(name);
      found.set(key, { field, path });
    } else if (field) again.push({ key, name: key, path: [] });
    else {
      const right = repaired(name);
      if (right !== void 0) again.push({ key, name: right, path });
    }
  }
  if (again.length === 0) return found;
  const second = names.fieldsOf(/* @__PURE__ */ new Set([...taken, ...again.map(({ name }) => name)]));
  for (const { key, name, path } of again) {
    const field = taken.has(name) ? void 0 : second.get(name);
    if (field && isPath(path, field)) found.set(key, { field, path });
  }
  return found;
}
function repaired(text) {
  let highest = 0;
  for (let at = 0; at < text.length; at++) highest = Math.max(highest, text.charCodeAt(at));
  if (highest < 128 || highest > 255) return void 0;
  const bytes = Uint8Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return void 0;
  }
}
var isIndex = (part) => /^\d{1,9}$/.test(part);
var isListed = (part) => part === "" || isIndex(part);
var isBlank = (value) => value === void 0 || value === null || value === "";
function oneOf(entries, { kind }, tell) {
  if (kind === "choices") {
    const chosen = entries.map(({ value }) => value).filter((value) => value !== null && value !== void 0);
    return chosen.length > 0 ? chosen : void 0;
  }
  const ordered = kind === "yes_no" ? [...entries].reverse() : entries;
  const [answer = entries[0], ...more] = ordered.filter(({ value }) => !isBlank(value));
  if (kind !== "yes_no") {
    for (const entry of more) if (entry.value !== answer?.value) tell(entry);
  }
  return answer?.value;
}
function tableOf(entries, columns, tell) {
  const cells = /* @__PURE__ */ new Map();
  const scalars = /* @__PURE__ */ new Map();
  const whole = [];
  const counts = /* @__PURE__ */ new Map();
  const manners = /* @__PURE__ */ new Set();
  const byName = new Map(columns.flatMap((column) => namesOf(column).map((name) => [name, column])));
  const strays = /* @__PURE__ */ new Set();
  let last2 = -1;
  for (const entry of entries) {
    const { path, value } = entry;
    const [row = "", rest] = [path[0], path.slice(1)];
    if (path.length === 0) whole.push(entry);
    else if (path.length === 1 && isListed(row)) {
      manners.add(row === "" ? "next" : "row");
      last2 = row === "" ? last2 + 1 : Number(row);
      if (!cells.has(last2)) cells.set(last2, /* @__PURE__ */ new Map());
      scalars.set(last2, value);
    } else {
      const manner = !isListed(row) || row === "" && rest.length > 1 ? "column" : row === "" ? "next" : "row";
      const column = columnOf((isListed(row) ? rest.shift() : row) ?? "", byName);
      if (column === void 0 || rest.length > 1 || !rest.every(isListed)) {
        strays.add(entry);
        continue;
      }
      manners.add(manner);
      let at = Number(row);
      if (manner === "next") at = cells.get(last2)?.has(column) === false ? last2 : ++last2;
      if (manner === "column") at = isIndex(rest[0] ?? "") ? Number(rest[0]) : counts.get(column) ?? 0;
      if (manner === "column") counts.set(column, at + 1);
      put(cells, at, column, entry);
    }
  }
  strays.forEach(tell);
  if (manners.size > 1 || new Set(counts.values()).size > 1) {
    entries.filter((entry) => !strays.has(entry)).forEach(tell);
    return void 0;
  }
  if (cells.size === 0) return oneOf(whole, { kind: "table" }, tell);
  for (const entry of whole) if (!isBlank(entry.value)) tell(entry);
  const rows = [...cells.keys()].sort((a, b) => a - b);
  const rowAt = (at) => {
    const own = cells.get(at) ?? /* @__PURE__ */ new Map();
    if (own.size === 0 && scalars.has(at)) return scalars.get(at);
    const read2 = [...own].map(([name, given]) => [name, oneOf(given, byName.get(name) ?? TEXT, tell)]);
    return Object.fromEntries(read2.filter(([, value]) => value !== void 0 && value !== null));
  };
  const [first = 0] = rows;
  const isDense = first <= 1 && rows.every((row, at) => row === at + first);
  if (isDense) return rows.map(rowAt);
  return Object.fromEntries(rows.map((row) => [first === 0 ? row + 1 : row, rowAt(row)]));
}
var TEXT = { kind: "text" };
function columnOf(name, byName) {
  if (name === "__proto__" || isListed(name)) return void 0;
  if (byName.has(name)) return name;
  const right = repaired(name);
  return right !== void 0 && byName.has(right) ? right : name;
}
function put(cells, row, column, entry) {
  const own = cells.get(row) ?? /* @__PURE__ */ new Map();
  if (!cells.has(row)) cells.set(row, own);
  const given = own.get(column);
  if (given) given.push(entry);
  else own.set(column, [entry]);
}
function plainFile({ field, name, bytes }) {
  return { field: field.id, name, bytes };
}
async function readContents({ answers, files, unknown }, readers) {
  const read2 = [];
  for (const field of new Set(files.map(({ field: field2 }) => field2))) {
    const own = files.filter((file) => file.field === field);
    const isAnswered = !isBlank(answers.get(field.id));
    const contentOf2 = field.kind === "long_text" ? textOf : field.kind === "table" ? rowsOf : void 0;
    if (!contentOf2 || isAnswered) {
      read2.push(...own.map(plainFile));
      if (contentOf2) for (const { key } of own) unknown.add(key);
      continue;
    }
    const values = [];
    for (const file of own) {
      try {
        if (field.kind === "table" && own.length > 1) throw new LeifengFormError("attachment.rivals", TWO_TABLES);
        const { value, notes } = await contentOf2(file, readers);
        values.push(value);
        read2.push({ ...plainFile(file), ...notes.length > 0 && { notes } });
      } catch (error) {
        read2.push({ ...plainFile(file), error: faultOf(error, { file: file.name, field: field.id }) });
      }
    }
    const failed = read2.find(({ field: id, error }) => id === field.id && error);
    if (failed) answers.set(field.id, { "file.unreadable": failed.name || field.label });
    else answers.set(field.id, field.kind === "table" ? values[0] : values.join("\n"));
  }
  return read2;
}
function faultOf(error, place2) {
  const refused = fileRefusal(error, place2);
  if (!(refused instanceof LeifengFormError)) throw refused;
  const { code, message } = refused;
  return new LeifengFormError(code, message, { ...placeOf(refused), ...place2 }, { cause: error });
}
var TWO_TABLES = "这里只能读取一份表格，请合并成一个文件。";
async function textOf({ bytes }, { document }) {
  const { text, beside } = await document(bytes);
  const left = [["文本框", beside.textBoxes], ["脚注和尾注", beside.notes]].filter(
    ([, count]) => count > 0
  );
  return { value: text, notes: left.map(([what, count]) => `${what} ${count} 字未计入字数。`) };
}
async function rowsOf({ bytes, field }, { sheet }) {
  const { records, notes } = await sheet(bytes, field.id);
  return { value: Object.fromEntries(records.map(({ row, answers }) => [row, answers])), notes };
}

// www/package/turn.ts
var LONGEST = 40;
var last = 0;
var later = typeof setImmediate === "function" ? setImmediate : setTimeout;
var isTurnDue = () => performance.now() - last >= LONGEST;
function turn() {
  return new Promise((resolve) => {
    later(() => {
      last = performance.now();
      resolve();
    });
  });
}

// www/package/records.ts
var VERDICT_AT = 3;
var VERDICTS = ["eligible", "ineligible", "incomplete", "unreadable"];
var LineBlock = class {
  length;
  /** How many lines of the source end with this block. */
  after;
  #run;
  #bytes;
  #before;
  #entries;
  #width;
  /** `bytes` are whole lines, `before` of them stood before in the source. */
  constructor(run, bytes, before) {
    this.#run = run;
    this.#bytes = bytes;
    this.#before = before;
    this.#entries = run.batch.lines(bytes);
    this.#width = VERDICT_AT + 1 + run.words;
    this.length = this.#entries.length / this.#width;
    const last2 = this.#entries.length - this.#width;
    const [line = 0, , end = 0] = last2 < 0 ? [] : this.#entries.subarray(last2, last2 + VERDICT_AT);
    this.after = before + line + countNewlines(bytes, end);
  }
  at(index) {
    return new LineRecord(this.#run, this.#entries, index * this.#width + VERDICT_AT, this.#bytes, this.#before);
  }
};
var SingleBlock = class {
  length = 1;
  #record;
  constructor(record2) {
    this.#record = record2;
  }
  at() {
    return this.#record;
  }
};
var RowBlock = class extends SingleBlock {
  constructor(run, answers, row) {
    super(new RowRecord(run, run.batch.record(answers), row, answers));
  }
};
function unreadableRow({ file }, row, error) {
  const report = { verdict: "unreadable", code: error.code, error: error.message, ...placeOf(error) };
  return new SingleBlock({
    verdict: "unreadable",
    fails: [],
    source: file === void 0 ? { row } : { file, row },
    report: () => report,
    answers: () => void 0
  });
}
function lineTooLong(run, row) {
  const most = LONGEST_LINE / 1024 / 1024;
  const message = `这一行超过 ${most} MB，不是一条记录，没有读取。请核对文件。`;
  return unreadableRow(run, row, new LeifengFormError("record.too_long", message));
}
var JudgedRecord = class {
  verdict;
  run;
  entries;
  at;
  /** `at`: where the verdict stands in `entries`; the words of failing checks follow it. */
  constructor(run, entries, at) {
    this.verdict = VERDICTS[entries[at] ?? 3] ?? "unreadable";
    this.run = run;
    this.entries = entries;
    this.at = at;
  }
  get source() {
    return this.run.file === void 0 ? { row: this.row } : { file: this.run.file, row: this.row };
  }
  get fails() {
    const fails = [];
    for (let word = 0; word < this.run.words; word++) {
      for (let bits = this.entries[this.at + 1 + word] ?? 0; bits !== 0; bits &= bits - 1) {
        fails.push(this.run.rules[word * 32 + 31 - Math.clz32(bits & -bits)] ?? "");
      }
    }
    return fails;
  }
  report() {
    return JSON.parse(this.json());
  }
};
var LineRecord = class extends JudgedRecord {
  #block;
  #before;
  constructor(run, entries, at, block, before) {
    super(run, entries, at);
    this.#block = block;
    this.#before = before;
  }
  get row() {
    return this.#before + (this.entries[this.at - 3] ?? 0) + 1;
  }
  get line() {
    return this.#block.subarray(this.entries[this.at - 2], this.entries[this.at - 1]);
  }
  json() {
    return this.run.batch.line(this.line);
  }
  answers() {
    return this.verdict === "unreadable" ? void 0 : JSON.parse(new TextDecoder().decode(this.line));
  }
};
var RowRecord = class extends JudgedRecord {
  row;
  #answers;
  constructor(run, entries, row, answers) {
    super(run, entries, 0);
    this.row = row;
    this.#answers = answers;
  }
  json() {
    return this.run.batch.report(this.#answers);
  }
  answers() {
    return this.verdict === "unreadable" ? void 0 : this.#answers;
  }
};
var Records = class {
  #blocks;
  #signal;
  #block;
  #at = 0;
  #refilling;
  #done = false;
  constructor(blocks2, signal) {
    this.#blocks = blocks2;
    this.#signal = signal;
  }
  [Symbol.asyncIterator]() {
    return this;
  }
  next() {
    const block = this.#block;
    if (this.#signal?.aborted && !this.#done) return Promise.reject(this.#stop(this.#signal.reason));
    if (isTurnDue()) return turn().then(() => this.next());
    if (block && this.#at < block.length) return Promise.resolve({ value: block.at(this.#at++), done: false });
    if (this.#done) return Promise.resolve({ value: void 0, done: true });
    this.#refilling ??= this.#refill();
    return this.#refilling.then(() => this.next());
  }
  async #refill() {
    this.#block = void 0;
    try {
      const next = await unlessAborted(this.#blocks.next(), this.#signal);
      if (next.done) this.#done = true;
      else this.#block = next.value;
      this.#at = 0;
    } catch (error) {
      throw this.#stop(error);
    } finally {
      this.#refilling = void 0;
    }
  }
  /** Nothing comes any more. A source that is still asked for its next part is closed when that has come. */
  #stop(reason2) {
    this.#done = true;
    this.#block = void 0;
    this.#blocks.return().catch(() => {
    });
    return reason2;
  }
  async return() {
    this.#done = true;
    this.#block = void 0;
    await this.#blocks.return();
    return { value: void 0, done: true };
  }
};
function unlessAborted(promised, signal) {
  if (!signal) return promised;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort);
    promised.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

// www/package/decode.ts
function marked(bytes) {
  if (bytes[0] === 239 && bytes[1] === 187 && bytes[2] === 191) return "utf-8";
  if (bytes[0] === 255 && bytes[1] === 254) return "utf-16le";
  if (bytes[0] === 254 && bytes[1] === 255) return "utf-16be";
  return void 0;
}
function declared(bytes) {
  const head = String.fromCharCode(...bytes.subarray(0, 1024));
  const label = /^\s*<[\s\S]*?(?:charset|encoding)=["']?([\w-]+)/i.exec(head)?.[1];
  try {
    if (label && !/^utf-?8$/i.test(label)) return new TextDecoder(label).encoding;
  } catch (_) {
  }
  return "gb18030";
}
function decode(bytes) {
  const encoding = marked(bytes);
  if (encoding) return new TextDecoder(encoding).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (_) {
    return new TextDecoder(declared(bytes)).decode(bytes);
  }
}

// www/package/sheets.ts
var SheetsModule = class {
  #glue;
  #bytes;
  #started;
  /** How often it was started: what was opened before the last time is gone. */
  starts = 0;
  constructor(glue, bytes) {
    this.#glue = glue;
    this.#bytes = bytes;
  }
  /** Does something with the module. What failed to start, or broke, is started anew the next time. */
  async use(action) {
    this.#started ??= this.#bytes().then((bytes) => {
      this.starts++;
      return this.#glue.instantiate(bytes);
    });
    try {
      await this.#started;
    } catch (error) {
      this.#started = void 0;
      throw error;
    }
    try {
      return action(this.#glue);
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError)) throw error;
      this.#started = void 0;
      const message = "文件过大，内存不足，无法读取。请分成几个文件后再试。";
      throw Object.assign(new Error(message, { cause: error }), { code: "file.too_large" });
    }
  }
};
var RECORDS = "";
function take(block) {
  const faults = JSON.parse(block.faults());
  const taken = { lines: block.lines(), rows: block.rows(), faults, notes: block.notes() };
  block.free();
  return taken;
}
function* all(read2) {
  for (let block = take(read2()); block.rows.length + block.notes.length > 0; block = take(read2())) yield block;
}
var TextTable2 = class {
  #table;
  constructor(glue, { book, form }, what) {
    this.#table = new glue.TextTable(book, form, what);
  }
  get layout() {
    const layout = this.#table.layout();
    return layout === void 0 ? void 0 : JSON.parse(layout);
  }
  *push(text, ends) {
    this.#table.push(text, ends);
    yield* all(() => this.#table.read());
  }
  free() {
    this.#table.free();
  }
};
function openFile(glue, bytes, known2, what) {
  const opened = glue.Tables.open(bytes, known2.book, known2.form, what);
  const kind = opened.kind();
  if (kind === "txt") {
    opened.free();
    const text = new TextTable2(glue, known2, what);
    const blocks2 = [...text.push(decode(bytes), true)];
    const layout = text.layout;
    text.free();
    const tables2 = [{ layout, blocks: () => blocks2.values() }];
    return { kind: "csv", tables: tables2, notes: [], free: () => {
    } };
  }
  if (kind === "html" || kind === "xml") opened.parse(decode(bytes), what);
  const layouts = JSON.parse(opened.layouts());
  const tables = layouts.map((layout, at) => ({
    layout,
    blocks: () => all(() => opened.read(at))
  }));
  return { kind, tables, notes: opened.notes(), free: () => opened.free() };
}
function* recordsOf({
  lines,
  rows,
  faults
}) {
  const all2 = lines.split("\n");
  let fault = 0;
  for (const [at, row] of rows.entries()) {
    const record2 = JSON.parse(all2[at] ?? "null");
    yield record2 === null ? { row, record: null, fault: faults[fault++] } : { row, record: record2 };
  }
}
function readTable(glue, bytes, known2, what) {
  return readBest(glue, bytes, known2, what).table;
}
function readBest(glue, bytes, known2, what) {
  const { kind, tables, free } = openFile(glue, bytes, known2, what);
  try {
    return read(kind, tables[0]);
  } finally {
    free();
  }
}
function read(kind, { layout, blocks: blocks2 }) {
  if (layout.fault) throw Object.assign(new Error(layout.fault), { code: layout.code, row: layout.header });
  const records = [];
  const notes = [];
  for (const block of blocks2()) {
    notes.push(...block.notes);
    for (const { row, ...read2 } of recordsOf(block)) {
      if (read2.record === null) {
        const { code, column, message } = read2.fault;
        throw Object.assign(new Error(`第 ${row} 行：${message}`), { code, row, column });
      }
      const { record: record2 } = read2;
      records.push(layout.table === null ? { row, answers: record2 } : { row, ...record2 });
    }
  }
  const { sheet, header, columns, unknown } = layout;
  return { layout, table: { kind, sheet, header, columns, records, unknown, notes } };
}

// www/package/standard.ts
function standardOf(judge) {
  return { "~standard": { version: 1, vendor: "leifeng-form", validate: (value) => validate(judge, value) } };
}
function validate(judge, value) {
  try {
    const answers = value;
    const { checks } = judge.check(answers);
    const issues = checks.filter(isInTheWay).flatMap((check) => issuesOf(judge, check, answers));
    return issues.length > 0 ? { issues } : { value: judge.values(answers) };
  } catch (error) {
    if (!(error instanceof LeifengFormError) || !error.code.startsWith("answers.")) throw error;
    const { message, code, field } = error;
    return { issues: [{ message, path: field === void 0 ? [] : [field], code }] };
  }
}
var isInTheWay = ({ severity, state }) => severity === "error" && state !== "holds";
function issuesOf(judge, check, answers) {
  const { rule, code = "", clause, message = "", fields, waits = fields, rows = [] } = check;
  const issue = (path, own = { message }) => ({
    message: own.message,
    path,
    rule,
    code: own.code ?? code,
    ...clause !== void 0 && { clause }
  });
  if (rows.length === 0) return waits.length > 0 ? waits.map((field) => issue([field])) : [issue([])];
  const table = fields.find((field) => judge.isTable(field)) ?? "";
  const isList = Array.isArray(judge.answerTo(answers, table));
  const faults = rows.flatMap(({ row, cells, ...own }) => {
    const place2 = [table, isList ? row - 1 : String(row)];
    return cells.length > 0 ? cells.map((cell) => issue([...place2, cell.column], cell)) : [issue(place2, own)];
  });
  const others = check.waits?.filter((field) => field !== table) ?? [];
  return [...faults, ...others.map((field) => issue([field]))];
}

// www/package/api.ts
var MOST_EXTENDED = 9;
function createApi(glue, sheets2, readDocument2, files) {
  class Rulebook2 {
    static get builtIn() {
      return JSON.parse(glue.builtIn());
    }
    static load(source, options) {
      if (typeof source !== "string" && (typeof source !== "object" || source === null))
        throw notFitting("source", "规则文件的编号、JSON 文字或对象", source);
      const text = typeof source === "string" ? source : jsonOf(source);
      const { values, resolve } = asOptions(options);
      const given = values === void 0 ? "" : jsonOf(values);
      const extended = resolve ? extendedBy(text, resolve) : [];
      return new Rulebook2(asking(() => glue.Book.load(text, given, extended), "rulebook.invalid"));
    }
    static async loadFile(path, options) {
      if (!files) throw new LeifengFormError("argument.invalid", "浏览器里没有文件，请用 Rulebook.load。");
      const text = files.read(asText("path", path));
      try {
        return Rulebook2.load(text, { ...asOptions(options), resolve: files.resolverFrom(path) });
      } catch (error) {
        throw inFile(error, path);
      }
    }
    /** Undeclared: whoever calls the package has the methods below. */
    static glueOf(book) {
      if (!(#book in Object(book))) throw notFitting("rulebook", " Rulebook.load 所得", book);
      return book.#book;
    }
    #book;
    #forms;
    constructor(book) {
      this.#book = book;
    }
    get id() {
      return this.#book.id;
    }
    describe() {
      return JSON.parse(this.#book.describe());
    }
    compile() {
      return this.#book.compile();
    }
    check(answers, options) {
      const { name: form, day } = formAndDay(options);
      const names = this.#names(form);
      const { some, rest } = looking(() => names.split(answers), "answers.unreadable", "读取回答时出错");
      const given = plainAnswers(some);
      const report = JSON.parse(asking(() => this.#book.check(given, form, day), REFUSED));
      if (rest.length === 0) return report;
      const { unknown, unknown_count } = report;
      const more = rest.slice(0, Math.max(0, UNKNOWN_LISTED - unknown.length));
      return { ...report, unknown: [...unknown, ...more], unknown_count: unknown_count + rest.length };
    }
    /** What the fields of a form are called; throws where there is no such form. */
    #names(form) {
      asking(() => this.#book.fieldOf(form, ""), REFUSED);
      this.#forms ??= new Map(this.describe().forms.map((form2) => [form2.id, new FormNames(this.#book, form2)]));
      return this.#forms.get(form);
    }
    open(options) {
      const { name, day } = formAndDay(options);
      return new Session2(asking(() => this.#book.open(name, day), REFUSED));
    }
    checkAll(source, options) {
      looking(() => mustBeSource(source), "argument.type", "source 无法读取");
      const { file, signal, ...rest } = asOptions(options);
      const { name, day } = formAndDay(rest);
      const stop = asSignal(signal);
      const batch = asking(() => this.#book.batch(name, day), REFUSED);
      const run = { batch, rules: JSON.parse(batch.rules()), words: batch.words(), file };
      return new Records(blocks(source, run, stop), stop);
    }
    across(options) {
      const { name, day } = formAndDay(options);
      return new Across2(asking(() => this.#book.across(name, day), REFUSED));
    }
    async read(source, options) {
      const { form = FORM, readFiles } = asOptions(options);
      const names = this.#names(asText("form", form));
      const received = await receive(source, names);
      const readers = {
        document: (bytes) => readDocument2(bytes),
        sheet: (bytes, field) => {
          const known2 = { book: this.#book.compileFor(form), form };
          return sheets2.use((glue2) => readTable(glue2, bytes, known2, field));
        }
      };
      return {
        files: readFiles ? await readContents(received, readers) : received.files.map(plainFile),
        answers: Object.fromEntries(received.answers),
        unknown: [...received.unknown]
      };
    }
    standard(options) {
      const { form = FORM, today } = asOptions(options);
      this.open({ form, ...today !== void 0 && { today } });
      const names = this.#names(form);
      return standardOf({
        check: (answers) => this.check(answers, { form, ...today !== void 0 && { today } }),
        values: (answers) => names.values(plainAnswers(answers)),
        isTable: (field) => names.fields.get(field)?.kind === "table",
        answerTo: (answers, field) => names.answerTo(answers, field)
      });
    }
  }
  function extendedBy(text, resolve) {
    const texts = [];
    for (let base = glue.Book.extendsOf(text); base !== void 0 && texts.length < MOST_EXTENDED; base = glue.Book.extendsOf(texts.at(-1) ?? "")) {
      const found = resolve(base);
      if (found === void 0) break;
      texts.push(typeof found === "object" ? jsonOf(found) : asText("resolve", found));
    }
    return texts;
  }
  return {
    // The declaration keeps the constructor private, which no class that is made here could satisfy.
    Rulebook: Rulebook2,
    glueOf: Rulebook2.glueOf,
    countText: (text) => JSON.parse(glue.countText(asText("text", text))),
    async readSheet(bytes, options) {
      const { rulebook, form = FORM, field = RECORDS, name } = asOptions(options);
      const own = rulebook ? Rulebook2.glueOf(rulebook) : glue.Book.load(RULEBOOK, "", []);
      asText("form", form);
      const book = asking(() => own.compileFor(form), REFUSED);
      const content = asBytes("bytes", bytes);
      asText("field", field);
      try {
        return await sheets2.use((glue2) => readTable(glue2, content, { book, form }, field));
      } catch (error) {
        const refused = fileRefusal(error, name === void 0 ? {} : { file: name });
        if (name !== void 0 && refused instanceof LeifengFormError) refused.message = `${name}：${refused.message}`;
        throw refused;
      }
    }
  };
}
var Session2 = class {
  #session;
  constructor(session) {
    this.#session = session;
  }
  set(field, value) {
    const answer = plainAnswer(asText("field", field), value);
    return JSON.parse(asking(() => this.#session.set(field, answer), REFUSED));
  }
  report() {
    return JSON.parse(this.#session.report());
  }
  say(words) {
    for (const [field, { label, options, columns }] of Object.entries(words)) {
      const texts = Object.entries({ ...options, ...columns });
      if (label !== void 0) texts.push(["", label]);
      for (const [name, text] of texts)
        if (!this.#session.say(field, name, asText("words", text)))
          throw new LeifengFormError("words.unknown", unsaid(field, name), { field });
    }
  }
  spoken() {
    return JSON.parse(this.#session.spoken());
  }
};
var unsaid = (field, name) => `这张表没有“${field}”这个栏目${name === "" ? "" : `，或其中没有“${name}”`}。`;
var RULEBOOK = "mengyin-2012";
var FORM = "application";
var UNKNOWN_LISTED = 100;
var REFUSED = "argument.invalid";
async function* blocks(source, run, stop) {
  if (isBytes(source)) {
    yield* lineBlocks(run, copied(linesOf(source)));
    return;
  }
  const items = iterate(source, stop);
  const first = await items.next();
  if (first.done) return;
  const rest = startingWith(first.value, items);
  if (isBytes(first.value)) {
    yield* lineBlocks(run, linesFrom(rest));
    return;
  }
  let row = 0;
  for await (const given of rest) yield rowBlock(run, given, ++row);
}
function isBytes(value) {
  return typeName(value) === "Uint8Array";
}
function rowBlock(run, given, row) {
  try {
    return new RowBlock(run, plainAnswers(given), row);
  } catch (error) {
    if (!(error instanceof LeifengFormError)) throw error;
    return unreadableRow(run, row, error);
  }
}
function mustBeSource(source) {
  const isObject = typeof source === "object" && source !== null;
  const isBuffer = ArrayBuffer.isView(source) && !isBytes(source);
  if (!isObject || isBuffer || !["getReader", Symbol.iterator, Symbol.asyncIterator].some((way) => way in source))
    throw notFitting("source", "一组回答，或 JSON Lines 的内容（Uint8Array、流）", source);
  const wayOut = entriesInstead(source);
  if (wayOut) {
    throw new LeifengFormError("answers.not_plain", `checkAll 读取的是一组回答，不是 ${typeName(source)}。${wayOut}。`);
  }
}
function formAndDay(options) {
  const { form, today } = asOptions(options);
  return { name: asText("form", form ?? FORM), day: asDay(today) };
}
function jsonOf(rulebook) {
  const json = looking(() => JSON.stringify(rulebook), "rulebook.invalid", "规则文件无法写成 JSON");
  return asText("source", json);
}
async function* lineBlocks(run, lines) {
  let before = 0;
  for await (const { bytes } of lines) {
    if (bytes) {
      const block = new LineBlock(run, bytes, before);
      before = block.after;
      yield block;
    } else yield lineTooLong(run, ++before);
  }
}
function* copied(lines) {
  for (const { bytes } of lines) yield bytes ? { bytes: bytes.slice() } : {};
}
async function* iterate(source, stop) {
  const { items, close } = "getReader" in source ? openStream(source) : openItems(source);
  const closing = async () => close();
  const onAbort = () => void closing().catch(() => {
  });
  stop?.addEventListener("abort", onAbort);
  try {
    yield* items;
  } finally {
    stop?.removeEventListener("abort", onAbort);
  }
}
function openStream(stream) {
  const reader = stream.getReader();
  return { items: readAll(reader), close: () => reader.cancel() };
}
async function* readAll(reader) {
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    await reader.cancel();
  }
}
function openItems(source) {
  const { destroy } = source;
  if (Symbol.asyncIterator in source) {
    const iterator2 = source[Symbol.asyncIterator]();
    const close = () => typeof destroy === "function" ? destroy.call(source) : iterator2.return?.();
    return { items: { [Symbol.asyncIterator]: () => iterator2 }, close };
  }
  const iterator = source[Symbol.iterator]();
  return { items: { [Symbol.iterator]: () => iterator }, close: () => iterator.return?.() };
}
async function* startingWith(first, rest) {
  try {
    yield first;
    yield* rest;
  } finally {
    await rest.return(void 0);
  }
}

// www/package/document.ts
async function readWith({ Document: Document2, instantiate: instantiate4 }, module, file) {
  const bytes = "buffer" in file ? file : new Uint8Array(file);
  await instantiate4(module);
  const document = Document2.read(bytes, () => decode(bytes));
  try {
    return { ...JSON.parse(document.describe()), text: document.text() };
  } finally {
    document.free();
  }
}

// www/package/index.ts
await __wbg_init2({ module_or_path: new URL("./leifeng_form_web_bg.wasm", import.meta.url) });
async function fetched(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.arrayBuffer();
}
var sheets = new SheetsModule(virtual_sheets_glue_exports, () => fetched(new URL("./leifeng_form_sheets_bg.wasm", import.meta.url)));
var documentsModule;
var readDocument = async (bytes) => {
  documentsModule ??= fetched(new URL("./leifeng_form_documents_bg.wasm", import.meta.url));
  const module = await documentsModule.catch((error) => {
    documentsModule = void 0;
    throw error;
  });
  try {
    return await readWith(virtual_documents_glue_exports, module, asBytes("bytes", bytes));
  } catch (error) {
    throw fileRefusal(error);
  }
};
var { Rulebook, countText: countText2, readSheet } = createApi(virtual_node_glue_exports, sheets, readDocument);
export {
  LeifengFormError,
  Rulebook,
  countText2 as countText,
  readDocument,
  readSheet
};
