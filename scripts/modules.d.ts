declare module '*.yaml' {
  const value: unknown;
  export default value;
}

declare module '@custom-elements-manifest/analyzer/cli.js' {
  export function cli(options: { argv: string[]; noWrite?: boolean }): Promise<object>;
}
