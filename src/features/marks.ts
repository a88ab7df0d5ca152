const LAST_ROUND = 0x7fffffff;

/** Which of many things were seen in this round; beginning a new round costs nothing. */
export class Marks {
  private readonly seenIn: Int32Array;
  private round = 0;

  constructor(size: number) {
    this.seenIn = new Int32Array(size);
  }

  /** Forgets all that was seen. */
  clear(): void {
    if (this.round === LAST_ROUND) {
      this.seenIn.fill(0);
      this.round = 0;
    }
    this.round++;
  }

  /** Whether a thing is seen for the first time since `clear`. */
  isNew(index: number): boolean {
    if (this.seenIn[index] === this.round) return false;
    this.seenIn[index] = this.round;
    return true;
  }
}
