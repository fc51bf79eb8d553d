// What zod makes JSON Schemas with, for the Worker, which makes none: 6 kB gzip that nothing calls (see wrangler.toml).
exports.createToJSONSchemaMethod = () => undefined;
exports.createStandardJSONSchemaMethod = () => undefined;
