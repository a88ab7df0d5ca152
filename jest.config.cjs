/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  transform: {
    "^.+\\.m?[tj]s$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2022" } }],
    "^.+\\.tsx$": [
      "@swc/jest",
      {
        jsc: {
          parser: { syntax: "typescript", tsx: true },
          transform: { react: { runtime: "automatic", importSource: "preact" } },
          target: "es2022",
        },
      },
    ],
  },
  // Jest would leave one core idle; the machine of the gate has two, and the longest files need both.
  maxWorkers: "100%",
  testSequencer: "<rootDir>/test/support/longest-first.cjs",
  // Many tests read the whole corpus; how long that takes is no business of theirs.
  testTimeout: 120_000,
  // Published as ES modules, which the tests load as CommonJS.
  transformIgnorePatterns: ["/node_modules/(?!(?:preact|preact-render-to-string|echarts|zrender)/)"],
};
