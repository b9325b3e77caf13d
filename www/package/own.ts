/** What an object holds under a key of its own: an id may be `constructor` or `toString`, which every object inherits. */
export function own<T>(object: { readonly [key: string]: T }, key: string): T | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
