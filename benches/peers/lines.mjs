// JSON Lines bytes to parsed records, the way that came out fastest in plain Node: decoded a piece at a time, then split.

const PIECE = 64 * 1024;

export function eachRecord(bytes, take) {
  const decoder = new TextDecoder();
  let rest = "";
  for (let start = 0; start < bytes.length; start += PIECE) {
    const lines = (rest + decoder.decode(bytes.subarray(start, start + PIECE), { stream: true })).split("\n");
    rest = lines.pop();
    for (const line of lines) if (line !== "") take(JSON.parse(line));
  }
  if (rest !== "") take(JSON.parse(rest));
}
