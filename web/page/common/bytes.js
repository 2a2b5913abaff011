const encoder = new TextEncoder();

/** The UTF-8 bytes of a text. */
export function utf8(text) {
  return encoder.encode(text);
}

/** Reads hex digits, with or without spaces, commas, colons or `0x`, into bytes. */
export function parseHex(text) {
  const digits = text.replace(/0x/gi, "").replace(/[\s,:]+/g, "");
  const wrong = /[^0-9a-f]/i.exec(digits);
  if (wrong) {
    throw new RangeError(`hex: "${wrong[0]}" (expected: digits 0 to 9 and a to f)`);
  }
  if (digits.length % 2 !== 0) {
    throw new RangeError(`hex: ${digits.length} digits (expected: two for each byte)`);
  }
  const bytes = new Uint8Array(digits.length / 2);
  for (let i = 0; i < bytes.length; i++) {
    bytes[i] = parseInt(digits.slice(2 * i, 2 * i + 2), 16);
  }
  return bytes;
}

/** Two hex digits for each byte, separated by spaces. */
export function formatHex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
}

/** The classical dump: offset, sixteen bytes in hex, and the same as ASCII. */
export function hexDump(bytes) {
  const lines = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const part = bytes.subarray(at, at + 16);
    const ascii = Array.from(part, (byte) => (byte > 31 && byte < 127 ? String.fromCharCode(byte) : "."));
    lines.push(`${at.toString(16).padStart(8, "0")}  ${formatHex(part).padEnd(47)}  ${ascii.join("")}`);
  }
  return lines.join("\n");
}

/** A size for people: bytes below 1 KiB, then one decimal. */
export function formatSize(bytes) {
  if (bytes < 1024) {
    return `${bytes} B`;
  }
  const kibi = bytes / 1024;
  return kibi < 1024 ? `${kibi.toFixed(1)} KiB` : `${(kibi / 1024).toFixed(1)} MiB`;
}

/** A duration for people: three digits at most, in microseconds, milliseconds or seconds. */
export function formatMillis(millis) {
  if (millis < 1) {
    return `${Math.round(millis * 1000)} µs`;
  }
  if (millis < 1000) {
    return `${millis < 10 ? millis.toFixed(1) : Math.round(millis)} ms`;
  }
  return `${(millis / 1000).toFixed(millis < 10_000 ? 2 : 1)} s`;
}

/** Whether two byte arrays hold the same bytes. */
export function sameBytes(a, b) {
  if (a.length !== b.length) {
    return false;
  }
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i]) {
      return false;
    }
  }
  return true;
}

/** Reads base64, the URL alphabet too, with or without padding and spaces. */
export function parseBase64(text) {
  const digits = text.replace(/\s+/g, "").replace(/-/g, "+").replace(/_/g, "/").replace(/=+$/, "");
  const wrong = /[^A-Za-z0-9+/]/.exec(digits);
  if (wrong || digits.length % 4 === 1) {
    const what = wrong ? `"${wrong[0]}"` : `${digits.length} digits`;
    throw new RangeError(`base64: ${what} (expected: letters, digits, "+" and "/", in groups of four)`);
  }
  return Uint8Array.from(atob(digits), (character) => character.charCodeAt(0));
}

/** Writes base64. */
export function formatBase64(bytes) {
  let binary = "";
  for (const byte of bytes) {
    binary += String.fromCharCode(byte);
  }
  return btoa(binary);
}
