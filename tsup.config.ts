import { defineConfig } from "tsup";

const shared = {
  target: "node20",
  clean: false,
  sourcemap: false,
  splitting: true,
} as const;

export default defineConfig([
  {
    ...shared,
    entry: {
      index: "src/index.ts",
      train: "src/train/index.ts",
      evaluate: "src/evaluate/index.ts",
      io: "src/io/index.ts",
      schemas: "src/schemas/index.ts",
    },
    format: ["esm", "cjs"],
    dts: true,
  },
  { ...shared, entry: { cli: "src/cli/main.ts" }, format: ["esm"] },
]);
