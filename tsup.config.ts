import { defineConfig, type Options } from "tsup";

/**
 * natural's tokenizer is CommonJS and requires "util"; an ES module has no `require`, so the built-in is handed to it as a
 * module that esbuild can link.
 */
const linkBuiltIns: NonNullable<Options["esbuildPlugins"]>[number] = {
  name: "link-built-ins",
  setup(build) {
    build.onResolve({ filter: /^util$/ }, ({ kind }) =>
      kind === "require-call" ? { path: "util", namespace: "built-in" } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: "built-in" }, ({ path }) => ({
      contents: `export * from "node:${path}";`,
    }));
  },
};

const entries = {
  index: "src/index.ts",
  train: "src/train/index.ts",
  evaluate: "src/evaluate/index.ts",
  io: "src/io/index.ts",
  schemas: "src/schemas/index.ts",
};

const shared: Options = {
  target: "node20",
  dts: { entry: entries },
  splitting: true,
  esbuildPlugins: [linkBuiltIns],
  esbuildOptions(options) {
    // Left to itself esbuild writes each Japanese character as six ASCII ones.
    options.charset = "utf8";
  },
};

/** The command and its threads share their chunks, and so the one copy of the model, with the ES modules of the library. */
export default defineConfig([
  {
    ...shared,
    format: "esm",
    // Whole it takes 12 MB of memory, nine tenths of them for error messages in fifty languages.
    noExternal: ["zod"],
    entry: { ...entries, cli: "src/cli/main.ts", "tag-worker": "src/cli/tag-worker.ts" },
  },
  { ...shared, format: "cjs", entry: entries },
]);
