/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  transform: {
    "^.+\\.[tj]s$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2022" } }],
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
  // Many tests read the whole corpus; how long that takes is no business of theirs.
  testTimeout: 120_000,
  // The one dependency that is published as ES modules only.
  transformIgnorePatterns: ["/node_modules/(?!@noble/)"],
};
