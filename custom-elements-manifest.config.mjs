export default {
  globs: ['components/*/lcr-*.ts', 'src/element/*.ts'],
  litelement: true,
  outdir: '.',
  packagejson: false,
  plugins: [publicOnly()],
};

/** The public API is attributes, properties, events, slots, parts and tokens: nobody should build on the rest. */
function publicOnly() {
  const isPublic = ({ name, privacy }) => !name.startsWith('#') && (privacy ?? 'public') === 'public';
  return {
    name: 'public-only',
    packageLinkPhase({ customElementsManifest }) {
      // The files are found in no fixed order.
      customElementsManifest.modules.sort((one, other) => (one.path < other.path ? -1 : 1));
      for (const declaration of customElementsManifest.modules.flatMap((module) => module.declarations ?? [])) {
        declaration.members = declaration.members?.filter(isPublic);
        // The analyzer also notes each dispatchEvent, without a name; the named ones are documented at the class.
        declaration.events = declaration.events?.filter(({ name }) => name);
      }
    },
  };
}
