// A style sheet that is imported is its text, without white space and with what it imports.
declare module "*.css" {
  const text: string;
  export default text;
}
