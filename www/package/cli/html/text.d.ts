/** Files that the build takes into the command as texts. */

declare module "*.css" {
  const text: string;
  export default text;
}

declare module "*.inline.js" {
  const text: string;
  export default text;
}
