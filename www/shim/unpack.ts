/** Bytes from their packed text: deflate in base64 (`pack` in scripts/build.mjs). */
import { inflateSync } from "fflate";

/** Throws where the text was cut or changed. */
export function unpack(packed: string): Uint8Array<ArrayBuffer> {
  const text = atob(packed);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return inflateSync(bytes) as Uint8Array<ArrayBuffer>;
}
