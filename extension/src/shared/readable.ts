// How do people write the name of a host? Browsers give "xn--t-fga.fr" for "été.fr" and no way back.

/** The name with its own letters; as it is where that cannot be read. */
export const readable = (host: string): string =>
  host
    .split(".")
    .map((label) => (label.startsWith("xn--") ? (decoded(label.slice(4)) ?? label) : label))
    .join(".");

/** RFC 3492. What comes after the last hyphen says, digit by digit, at which place which letter is put in. */
function decoded(label: string): string | undefined {
  const hyphen = label.lastIndexOf("-");
  const letters = [...label.slice(0, Math.max(hyphen, 0))];
  const digits = label.slice(hyphen + 1);
  if (!digits) return undefined;
  let code = 128;
  let place = 0;
  let bias = 72;
  for (let at = 0; at < digits.length; ) {
    const before = place;
    for (let weight = 1, step = 36; ; step += 36) {
      const digit = parseDigit(digits[at++]);
      if (digit === undefined || weight > 0x10ffff) return undefined;
      place += digit * weight;
      const least = Math.min(Math.max(step - bias, 1), 26);
      if (digit < least) break;
      weight *= 36 - least;
    }
    const count = letters.length + 1;
    bias = adapt(place - before, count, !before);
    code += Math.floor(place / count);
    place %= count;
    if (code > 0x10ffff) return undefined;
    letters.splice(place++, 0, String.fromCodePoint(code));
  }
  return letters.join("");
}

/** a is 0, z 25, 0 is 26, 9 is 35. */
const parseDigit = (sign: string | undefined): number | undefined => {
  const value = "abcdefghijklmnopqrstuvwxyz0123456789".indexOf(sign || "-");
  return value < 0 ? undefined : value;
};

function adapt(delta: number, count: number, isFirst: boolean): number {
  let left = Math.floor(delta / (isFirst ? 700 : 2));
  left += Math.floor(left / count);
  let bias = 0;
  for (; left > 455; bias += 36) left = Math.floor(left / 35);
  return bias + Math.floor((36 * left) / (left + 38));
}
