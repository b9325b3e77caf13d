var __defProp = Object.defineProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};

// virtual:virtual:node-glue
var virtual_node_glue_exports = {};
__export(virtual_node_glue_exports, {
  Batch: () => Batch,
  Book: () => Book,
  Session: () => Session,
  builtIn: () => builtIn,
  countText: () => countText,
  default: () => __wbg_init,
  initSync: () => initSync,
  instantiate: () => instantiate
});
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
    wasm.__wbg_batch_free(ptr, 0);
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
      const retptr = wasm.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      const ptr0 = passArray8ToWasm0(bytes, wasm.__wbindgen_export);
      const len0 = WASM_VECTOR_LEN;
      wasm.batch_line(retptr, this.__wbg_ptr, ptr0, len0);
      var r0 = getDataViewMemory0().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory0().getInt32(retptr + 4 * 1, true);
      deferred2_0 = r0;
      deferred2_1 = r1;
      return getStringFromWasm0(r0, r1);
    } finally {
      wasm.__wbindgen_add_to_stack_pointer(16);
      wasm.__wbindgen_export3(deferred2_0, deferred2_1, 1);
    }
  }
  /**
   * Judges whole lines: see [`batch::Batch::lines`].
   * @param {Uint8Array | number[]} bytes
   * @returns {Uint32Array}
   */
  lines(bytes) {
    try {
      const retptr = wasm.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      const ptr0 = passArray8ToWasm0(bytes, wasm.__wbindgen_export);
      const len0 = WASM_VECTOR_LEN;
      wasm.batch_lines(retptr, this.__wbg_ptr, ptr0, len0);
      var r0 = getDataViewMemory0().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory0().getInt32(retptr + 4 * 1, true);
      var v2 = getArrayU32FromWasm0(r0, r1).slice();
      wasm.__wbindgen_export3(r0, r1 * 4, 4);
      return v2;
    } finally {
      wasm.__wbindgen_add_to_stack_pointer(16);
    }
  }
  /**
   * The verdict on one object and the bits of the failing checks: see [`batch::Batch::record`].
   * @param {any} answers
   * @returns {Uint32Array}
   */
  record(answers) {
    try {
      const retptr = wasm.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      wasm.batch_record(retptr, this.__wbg_ptr, addHeapObject(answers));
      var r0 = getDataViewMemory0().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory0().getInt32(retptr + 4 * 1, true);
      var v1 = getArrayU32FromWasm0(r0, r1).slice();
      wasm.__wbindgen_export3(r0, r1 * 4, 4);
      return v1;
    } finally {
      wasm.__wbindgen_add_to_stack_pointer(16);
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
      const retptr = wasm.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      wasm.batch_report(retptr, this.__wbg_ptr, addHeapObject(answers));
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
   * The ids of the checks, as JSON; the index is the number of the bit.
   * @returns {string}
   */
  rules() {
    let deferred1_0;
    let deferred1_1;
    try {
      const retptr = wasm.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      wasm.batch_rules(retptr, this.__wbg_ptr);
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
   * How many words of bits an entry carries.
   * @returns {number}
   */
  words() {
    const ret = wasm.batch_words(this.__wbg_ptr);
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
    wasm.__wbg_book_free(ptr, 0);
  }
  /**
   * Many records.
   * @param {string} form
   * @param {string} today
   * @returns {Batch}
   */
  batch(form, today) {
    try {
      const retptr = wasm.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      let ptr0, len0, ptr1, len1;
      try {
        ptr0 = passStringToWasm0(form, wasm.__wbindgen_export, wasm.__wbindgen_export2);
        len0 = WASM_VECTOR_LEN;
        ptr1 = passStringToWasm0(today, wasm.__wbindgen_export, wasm.__wbindgen_export2);
        len1 = WASM_VECTOR_LEN;
      } catch (e) {
        if (ptr1) {
          wasm.__wbindgen_export3(ptr1, len1 * 1, 1);
        }
        if (ptr0) {
          wasm.__wbindgen_export3(ptr0, len0 * 1, 1);
        }
        throw e;
      }
      wasm.book_batch(retptr, this.__wbg_ptr, ptr0, len0, ptr1, len1);
      var r0 = getDataViewMemory0().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory0().getInt32(retptr + 4 * 1, true);
      var r2 = getDataViewMemory0().getInt32(retptr + 4 * 2, true);
      if (r2) {
        throw takeObject(r1);
      }
      return Batch.__wrap(r0);
    } finally {
      wasm.__wbindgen_add_to_stack_pointer(16);
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
      const retptr = wasm.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      let ptr0, len0, ptr1, len1;
      try {
        ptr0 = passStringToWasm0(form, wasm.__wbindgen_export, wasm.__wbindgen_export2);
        len0 = WASM_VECTOR_LEN;
        ptr1 = passStringToWasm0(today, wasm.__wbindgen_export, wasm.__wbindgen_export2);
        len1 = WASM_VECTOR_LEN;
      } catch (e) {
        if (ptr1) {
          wasm.__wbindgen_export3(ptr1, len1 * 1, 1);
        }
        if (ptr0) {
          wasm.__wbindgen_export3(ptr0, len0 * 1, 1);
        }
        throw e;
      }
      wasm.book_check(retptr, this.__wbg_ptr, addHeapObject(answers), ptr0, len0, ptr1, len1);
      var r0 = getDataViewMemory0().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory0().getInt32(retptr + 4 * 1, true);
      var r2 = getDataViewMemory0().getInt32(retptr + 4 * 2, true);
      var r3 = getDataViewMemory0().getInt32(retptr + 4 * 3, true);
      var ptr3 = r0;
      var len3 = r1;
      if (r3) {
        ptr3 = 0;
        len3 = 0;
        throw takeObject(r2);
      }
      deferred4_0 = ptr3;
      deferred4_1 = len3;
      return getStringFromWasm0(ptr3, len3);
    } finally {
      wasm.__wbindgen_add_to_stack_pointer(16);
      wasm.__wbindgen_export3(deferred4_0, deferred4_1, 1);
    }
  }
  /**
   * The bytes that the page's module reads.
   * @returns {Uint8Array}
   */
  compile() {
    try {
      const retptr = wasm.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      wasm.book_compile(retptr, this.__wbg_ptr);
      var r0 = getDataViewMemory0().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory0().getInt32(retptr + 4 * 1, true);
      var v1 = getArrayU8FromWasm0(r0, r1).slice();
      wasm.__wbindgen_export3(r0, r1 * 1, 1);
      return v1;
    } finally {
      wasm.__wbindgen_add_to_stack_pointer(16);
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
      const retptr = wasm.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      wasm.book_describe(retptr, this.__wbg_ptr);
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
   * Its id.
   * @returns {string}
   */
  get id() {
    let deferred1_0;
    let deferred1_1;
    try {
      const retptr = wasm.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      wasm.book_id(retptr, this.__wbg_ptr);
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
   * A built-in rulebook by its id, or one from its JSON text.
   * @param {string} source
   * @returns {Book}
   */
  static load(source) {
    try {
      const retptr = wasm.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      const ptr0 = passStringToWasm0(source, wasm.__wbindgen_export, wasm.__wbindgen_export2);
      const len0 = WASM_VECTOR_LEN;
      wasm.book_load(retptr, ptr0, len0);
      var r0 = getDataViewMemory0().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory0().getInt32(retptr + 4 * 1, true);
      var r2 = getDataViewMemory0().getInt32(retptr + 4 * 2, true);
      if (r2) {
        throw takeObject(r1);
      }
      return _Book.__wrap(r0);
    } finally {
      wasm.__wbindgen_add_to_stack_pointer(16);
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
      const retptr = wasm.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      let ptr0, len0, ptr1, len1;
      try {
        ptr0 = passStringToWasm0(form, wasm.__wbindgen_export, wasm.__wbindgen_export2);
        len0 = WASM_VECTOR_LEN;
        ptr1 = passStringToWasm0(today, wasm.__wbindgen_export, wasm.__wbindgen_export2);
        len1 = WASM_VECTOR_LEN;
      } catch (e) {
        if (ptr1) {
          wasm.__wbindgen_export3(ptr1, len1 * 1, 1);
        }
        if (ptr0) {
          wasm.__wbindgen_export3(ptr0, len0 * 1, 1);
        }
        throw e;
      }
      wasm.book_open(retptr, this.__wbg_ptr, ptr0, len0, ptr1, len1);
      var r0 = getDataViewMemory0().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory0().getInt32(retptr + 4 * 1, true);
      var r2 = getDataViewMemory0().getInt32(retptr + 4 * 2, true);
      if (r2) {
        throw takeObject(r1);
      }
      return Session.__wrap(r0);
    } finally {
      wasm.__wbindgen_add_to_stack_pointer(16);
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
    wasm.__wbg_session_free(ptr, 0);
  }
  /**
   * The report, as JSON.
   * @returns {string}
   */
  report() {
    let deferred1_0;
    let deferred1_1;
    try {
      const retptr = wasm.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      wasm.session_report(retptr, this.__wbg_ptr);
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
   * Sets a field; gives the checks that changed, as JSON.
   * @param {string} key
   * @param {any} value
   * @returns {string}
   */
  set(key, value) {
    let deferred3_0;
    let deferred3_1;
    try {
      const retptr = wasm.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      const ptr0 = passStringToWasm0(key, wasm.__wbindgen_export, wasm.__wbindgen_export2);
      const len0 = WASM_VECTOR_LEN;
      wasm.session_set(retptr, this.__wbg_ptr, ptr0, len0, addHeapObject(value));
      var r0 = getDataViewMemory0().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory0().getInt32(retptr + 4 * 1, true);
      var r2 = getDataViewMemory0().getInt32(retptr + 4 * 2, true);
      var r3 = getDataViewMemory0().getInt32(retptr + 4 * 3, true);
      var ptr2 = r0;
      var len2 = r1;
      if (r3) {
        ptr2 = 0;
        len2 = 0;
        throw takeObject(r2);
      }
      deferred3_0 = ptr2;
      deferred3_1 = len2;
      return getStringFromWasm0(ptr2, len2);
    } finally {
      wasm.__wbindgen_add_to_stack_pointer(16);
      wasm.__wbindgen_export3(deferred3_0, deferred3_1, 1);
    }
  }
};
if (Symbol.dispose) Session.prototype[Symbol.dispose] = Session.prototype.free;
function builtIn() {
  let deferred1_0;
  let deferred1_1;
  try {
    const retptr = wasm.__wbindgen_add_to_stack_pointer(-16) >>> 0;
    wasm.builtIn(retptr);
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
function countText(text) {
  let deferred2_0;
  let deferred2_1;
  try {
    const retptr = wasm.__wbindgen_add_to_stack_pointer(-16) >>> 0;
    const ptr0 = passStringToWasm0(text, wasm.__wbindgen_export, wasm.__wbindgen_export2);
    const len0 = WASM_VECTOR_LEN;
    wasm.countText(retptr, ptr0, len0);
    var r0 = getDataViewMemory0().getInt32(retptr + 4 * 0, true);
    var r1 = getDataViewMemory0().getInt32(retptr + 4 * 1, true);
    deferred2_0 = r0;
    deferred2_1 = r1;
    return getStringFromWasm0(r0, r1);
  } finally {
    wasm.__wbindgen_add_to_stack_pointer(16);
    wasm.__wbindgen_export3(deferred2_0, deferred2_1, 1);
  }
}
function __wbg_get_imports() {
  const import0 = {
    __proto__: null,
    __wbg_Error_208446807d0d1e30: function(arg0, arg1) {
      const ret = Error(getStringFromWasm0(arg0, arg1));
      return addHeapObject(ret);
    },
    __wbg_String_8564e559799eccda: function(arg0, arg1) {
      const ret = String(getObject(arg1));
      const ptr1 = passStringToWasm0(ret, wasm.__wbindgen_export, wasm.__wbindgen_export2);
      const len1 = WASM_VECTOR_LEN;
      getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
      getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);
    },
    __wbg___wbindgen_bigint_get_as_i64_11da4b52cd0aedef: function(arg0, arg1) {
      const v = getObject(arg1);
      const ret = typeof v === "bigint" ? v : void 0;
      getDataViewMemory0().setBigInt64((arg0 >>> 0) + 8 * 1, isLikeNone(ret) ? BigInt(0) : ret, true);
      getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, !isLikeNone(ret), true);
    },
    __wbg___wbindgen_boolean_get_4f1baf9a00be3c74: function(arg0) {
      const v = getObject(arg0);
      const ret = typeof v === "boolean" ? v : void 0;
      return isLikeNone(ret) ? 16777215 : ret ? 1 : 0;
    },
    __wbg___wbindgen_debug_string_f249a2a76caa9a55: function(arg0, arg1) {
      const ret = debugString(getObject(arg1));
      const ptr1 = passStringToWasm0(ret, wasm.__wbindgen_export, wasm.__wbindgen_export2);
      const len1 = WASM_VECTOR_LEN;
      getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
      getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);
    },
    __wbg___wbindgen_in_3f58a9d3b3a7eed2: function(arg0, arg1) {
      const ret = getObject(arg0) in getObject(arg1);
      return ret;
    },
    __wbg___wbindgen_is_bigint_5fa10641e039d3ef: function(arg0) {
      const ret = typeof getObject(arg0) === "bigint";
      return ret;
    },
    __wbg___wbindgen_is_function_741ff2bb612836f5: function(arg0) {
      const ret = typeof getObject(arg0) === "function";
      return ret;
    },
    __wbg___wbindgen_is_object_8b968c3ab8e96595: function(arg0) {
      const val = getObject(arg0);
      const ret = typeof val === "object" && val !== null;
      return ret;
    },
    __wbg___wbindgen_jsval_eq_38d7bfbe4cc84039: function(arg0, arg1) {
      const ret = getObject(arg0) === getObject(arg1);
      return ret;
    },
    __wbg___wbindgen_jsval_loose_eq_b2f214e2e4b30e36: function(arg0, arg1) {
      const ret = getObject(arg0) == getObject(arg1);
      return ret;
    },
    __wbg___wbindgen_number_get_934b640d0889af78: function(arg0, arg1) {
      const obj = getObject(arg1);
      const ret = typeof obj === "number" ? obj : void 0;
      getDataViewMemory0().setFloat64((arg0 >>> 0) + 8 * 1, isLikeNone(ret) ? 0 : ret, true);
      getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, !isLikeNone(ret), true);
    },
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
    __wbg_done_57e08d0be6e30c02: function(arg0) {
      const ret = getObject(arg0).done;
      return ret;
    },
    __wbg_entries_7bb1459bd9b5c2b9: function(arg0) {
      const ret = Object.entries(getObject(arg0));
      return addHeapObject(ret);
    },
    __wbg_get_635eea311fa1a291: function() {
      return handleError(function(arg0, arg1) {
        const ret = Reflect.get(getObject(arg0), getObject(arg1));
        return addHeapObject(ret);
      }, arguments);
    },
    __wbg_get_d7176cfb76d71114: function(arg0, arg1) {
      const ret = getObject(arg0)[arg1 >>> 0];
      return addHeapObject(ret);
    },
    __wbg_get_unchecked_e6325ad374eff861: function(arg0, arg1) {
      const ret = getObject(arg0)[arg1 >>> 0];
      return addHeapObject(ret);
    },
    __wbg_instanceof_ArrayBuffer_12cdaa4161423e6b: function(arg0) {
      let result;
      try {
        result = getObject(arg0) instanceof ArrayBuffer;
      } catch (_) {
        result = false;
      }
      const ret = result;
      return ret;
    },
    __wbg_instanceof_Map_0b4fc8b62e73f163: function(arg0) {
      let result;
      try {
        result = getObject(arg0) instanceof Map;
      } catch (_) {
        result = false;
      }
      const ret = result;
      return ret;
    },
    __wbg_instanceof_Uint8Array_d7aeb0dcb3108fea: function(arg0) {
      let result;
      try {
        result = getObject(arg0) instanceof Uint8Array;
      } catch (_) {
        result = false;
      }
      const ret = result;
      return ret;
    },
    __wbg_isArray_bcf1376d0d732d08: function(arg0) {
      const ret = Array.isArray(getObject(arg0));
      return ret;
    },
    __wbg_isSafeInteger_1a35ba4d31e71d38: function(arg0) {
      const ret = Number.isSafeInteger(getObject(arg0));
      return ret;
    },
    __wbg_iterator_e4c5e8f68ada7b58: function() {
      const ret = Symbol.iterator;
      return addHeapObject(ret);
    },
    __wbg_length_186163212ffe79c3: function(arg0) {
      const ret = getObject(arg0).length;
      return ret;
    },
    __wbg_length_b03a0fabb109b1e9: function(arg0) {
      const ret = getObject(arg0).length;
      return ret;
    },
    __wbg_message_43d8c8f1d543a349: function(arg0) {
      const ret = getObject(arg0).message;
      return addHeapObject(ret);
    },
    __wbg_new_13de428334042d26: function(arg0) {
      const ret = new Uint8Array(getObject(arg0));
      return addHeapObject(ret);
    },
    __wbg_new_787b9fb330d55d78: function(arg0, arg1) {
      const ret = new Error(getStringFromWasm0(arg0, arg1));
      return addHeapObject(ret);
    },
    __wbg_next_178c1651c11432b3: function(arg0) {
      const ret = getObject(arg0).next;
      return addHeapObject(ret);
    },
    __wbg_next_af5ac6a08bb0a717: function() {
      return handleError(function(arg0) {
        const ret = getObject(arg0).next();
        return addHeapObject(ret);
      }, arguments);
    },
    __wbg_prototypesetcall_13162965d1fe7aa3: function(arg0, arg1, arg2) {
      Uint8Array.prototype.set.call(getArrayU8FromWasm0(arg0, arg1), getObject(arg2));
    },
    __wbg_value_e0f328965e184931: function(arg0) {
      const ret = getObject(arg0).value;
      return addHeapObject(ret);
    },
    __wbindgen_generic_0000000000000001: function(arg0) {
      const ret = arg0;
      return addHeapObject(ret);
    },
    __wbindgen_generic_0000000000000002: function(arg0) {
      const ret = BigInt.asUintN(64, arg0);
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
var BatchFinalization = typeof FinalizationRegistry === "undefined" ? { register: () => {
}, unregister: () => {
} } : new FinalizationRegistry((ptr) => wasm.__wbg_batch_free(ptr, 1));
var BookFinalization = typeof FinalizationRegistry === "undefined" ? { register: () => {
}, unregister: () => {
} } : new FinalizationRegistry((ptr) => wasm.__wbg_book_free(ptr, 1));
var SessionFinalization = typeof FinalizationRegistry === "undefined" ? { register: () => {
}, unregister: () => {
} } : new FinalizationRegistry((ptr) => wasm.__wbg_session_free(ptr, 1));
function addHeapObject(obj) {
  if (heap_next === heap.length) heap.push(heap.length + 1);
  const idx = heap_next;
  heap_next = heap[idx];
  heap[idx] = obj;
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
function dropObject(idx) {
  if (idx < 1028) return;
  heap[idx] = heap_next;
  heap_next = idx;
}
function getArrayU32FromWasm0(ptr, len) {
  ptr = ptr >>> 0;
  return getUint32ArrayMemory0().subarray(ptr / 4, ptr / 4 + len);
}
function getArrayU8FromWasm0(ptr, len) {
  ptr = ptr >>> 0;
  return getUint8ArrayMemory0().subarray(ptr / 1, ptr / 1 + len);
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
var cachedUint32ArrayMemory0 = null;
function getUint32ArrayMemory0() {
  if (cachedUint32ArrayMemory0 === null || cachedUint32ArrayMemory0.byteLength === 0) {
    cachedUint32ArrayMemory0 = new Uint32Array(wasm.memory.buffer);
  }
  return cachedUint32ArrayMemory0;
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
  cachedUint32ArrayMemory0 = null;
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

// www/package/lines.ts
var BLOCK = 512 * 1024;
var LONGEST_LINE = 64 * 1024 * 1024;
var NEWLINE = 10;
function* linesOf(all) {
  for (let start = withoutMark(all); start < all.length; ) {
    const end = blockEnd(all, start);
    yield all.subarray(start, end);
    start = end;
  }
}
function blockEnd(all, start) {
  if (all.length - start <= BLOCK) return all.length;
  const last = all.lastIndexOf(NEWLINE, start + BLOCK - 1);
  if (last >= start) return last + 1;
  const next = all.indexOf(NEWLINE, start + BLOCK);
  return next < 0 ? all.length : next + 1;
}
async function* linesFrom(chunks, row) {
  let first = true;
  let waiting = [];
  let size = 0;
  let whole = false;
  for await (const chunk of chunks) {
    waiting.push(chunk);
    size += chunk.length;
    whole ||= chunk.includes(NEWLINE);
    if (size > LONGEST_LINE && !whole) {
      throw new RangeError(`第 ${row()} 行超过 ${LONGEST_LINE / 1024 / 1024} MB，不是一条记录。`);
    }
    if (size < BLOCK || !whole) continue;
    let bytes2 = concat(waiting, size);
    if (first) bytes2 = bytes2.subarray(withoutMark(bytes2));
    first = false;
    const end = bytes2.lastIndexOf(NEWLINE) + 1;
    yield bytes2.subarray(0, end);
    waiting = [bytes2.subarray(end)];
    size = bytes2.length - end;
    whole = false;
  }
  const bytes = concat(waiting, size);
  const rest = first ? bytes.subarray(withoutMark(bytes)) : bytes;
  if (rest.length > 0) yield rest;
}
function withoutMark(bytes) {
  return bytes[0] === 239 && bytes[1] === 187 && bytes[2] === 191 ? 3 : 0;
}
function concat(parts, size) {
  if (parts.length === 1 && parts[0]) return parts[0];
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
function countNewlines(bytes, from) {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE, from); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) count++;
  return count;
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
    const last = this.#entries.length - this.#width;
    const [line = 0, , end = 0] = last < 0 ? [] : this.#entries.subarray(last, last + VERDICT_AT);
    this.after = before + line + countNewlines(bytes, end);
  }
  at(index) {
    return new LineRecord(this.#run, this.#entries, index * this.#width + VERDICT_AT, this.#bytes, this.#before);
  }
};
var RowBlock = class {
  length = 1;
  #record;
  constructor(run, answers, row) {
    this.#record = new RowRecord(run, run.batch.record(answers), row, answers);
  }
  at() {
    return this.#record;
  }
};
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
  get #line() {
    return this.#block.subarray(this.entries[this.at - 2], this.entries[this.at - 1]);
  }
  report() {
    return JSON.parse(this.run.batch.line(this.#line));
  }
  answers() {
    return this.verdict === "unreadable" ? void 0 : JSON.parse(new TextDecoder().decode(this.#line));
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
  report() {
    return JSON.parse(this.run.batch.report(this.#answers));
  }
  answers() {
    return this.verdict === "unreadable" ? void 0 : this.#answers;
  }
};
var Records = class {
  #blocks;
  #block;
  #at = 0;
  #refilling;
  #done = false;
  constructor(blocks2) {
    this.#blocks = blocks2;
  }
  [Symbol.asyncIterator]() {
    return this;
  }
  next() {
    const block = this.#block;
    if (block && this.#at < block.length) return Promise.resolve({ value: block.at(this.#at++), done: false });
    if (this.#done) return Promise.resolve({ value: void 0, done: true });
    this.#refilling ??= this.#refill();
    return this.#refilling.then(() => this.next());
  }
  async #refill() {
    this.#block = void 0;
    try {
      const next = await this.#blocks.next();
      if (next.done) this.#done = true;
      else this.#block = next.value;
      this.#at = 0;
    } catch (error) {
      this.#done = true;
      throw error;
    } finally {
      this.#refilling = void 0;
    }
  }
  async return() {
    this.#done = true;
    this.#block = void 0;
    await this.#blocks.return();
    return { value: void 0, done: true };
  }
};

// www/package/api.ts
function createApi(glue) {
  class Rulebook2 {
    static get builtIn() {
      return JSON.parse(glue.builtIn());
    }
    static load(source) {
      return new Rulebook2(glue.Book.load(typeof source === "string" ? source : JSON.stringify(source)));
    }
    #book;
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
    check(answers, { form, today } = {}) {
      return JSON.parse(this.#book.check(datesAsDays(answers), form ?? FORM, today ?? todayInChina()));
    }
    open({ form, today } = {}) {
      return new Session2(this.#book.open(form ?? FORM, today ?? todayInChina()));
    }
    checkAll(source, { form, today, file } = {}) {
      const batch = this.#book.batch(form ?? FORM, today ?? todayInChina());
      const run = { batch, rules: JSON.parse(batch.rules()), words: batch.words(), file };
      return new Records(blocks(source, run));
    }
  }
  return {
    // The declaration keeps the constructor private, which no class that is made here could satisfy.
    Rulebook: Rulebook2,
    countText: (text) => JSON.parse(glue.countText(text))
  };
}
var Session2 = class {
  #session;
  constructor(session) {
    this.#session = session;
  }
  set(field, value) {
    return JSON.parse(this.#session.set(field, datesAsDays(value)));
  }
  report() {
    return JSON.parse(this.#session.report());
  }
};
var FORM = "application";
async function* blocks(source, run) {
  if (source instanceof Uint8Array) {
    yield* lineBlocks(run, () => linesOf(source));
    return;
  }
  const items = iterate(source);
  const first = await items.next();
  if (first.done) return;
  const rest = startingWith(first.value, items);
  if (first.value instanceof Uint8Array) {
    yield* lineBlocks(run, (row2) => linesFrom(rest, row2));
    return;
  }
  let row = 0;
  for await (const answers of rest) {
    yield new RowBlock(run, datesAsDays(answers), ++row);
  }
}
async function* lineBlocks(run, lines) {
  let before = 0;
  for await (const bytes of lines(() => before + 1)) {
    const block = new LineBlock(run, bytes, before);
    before = block.after;
    yield block;
  }
}
async function* iterate(source) {
  if ("getReader" in source && !(Symbol.asyncIterator in source)) {
    yield* readAll(source);
  } else {
    yield* source;
  }
}
async function* readAll(stream) {
  const reader = stream.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    await reader.cancel();
  }
}
async function* startingWith(first, rest) {
  try {
    yield first;
    yield* rest;
  } finally {
    await rest.return(void 0);
  }
}
var CHINA = 8 * 60 * 60 * 1e3;
function dayInChina(instant) {
  return new Date(instant + CHINA).toISOString().slice(0, 10);
}
function todayInChina() {
  return dayInChina(Date.now());
}
function datesAsDays(value) {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? String(value) : dayInChina(value.getTime());
  if (Array.isArray(value)) return value.some(holdsDate) ? value.map(datesAsDays) : value;
  if (!holdsDate(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, datesAsDays(item)]));
}
function holdsDate(value) {
  if (typeof value !== "object" || value === null) return false;
  return value instanceof Date || Object.values(value).some(holdsDate);
}

// www/package/index.ts
await __wbg_init({ module_or_path: new URL("./leifeng_form_web_bg.wasm", import.meta.url) });
var { Rulebook, countText: countText2 } = createApi(virtual_node_glue_exports);
export {
  Rulebook,
  countText2 as countText
};
