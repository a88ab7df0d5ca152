/**
 * Begins with the files that take minutes. Jest goes by the size of files where it has not run them before, and on a clean
 * checkout the longest, which is short, would come last and leave one core idle.
 */
const { default: Sequencer } = require("@jest/test-sequencer");

const LONGEST = ["readme.test.ts", "train.test.ts", "facts.test.ts", "watch.test.ts", "tag.test.ts"];

class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const place = LONGEST.findIndex((name) => path.endsWith(`/${name}`));
      return place < 0 ? LONGEST.length : place;
    };
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
}

module.exports = LongestFirst;
