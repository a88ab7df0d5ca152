const LAST_ROUND = 0x7fffffff;

/** Which of many things were seen in this round; beginning a new round costs nothing. */
export class Marks {
  private readonly seenIn: Int32Array;
  private round = 1;

  constructor(size: number) {
    this.seenIn = new Int32Array(size);
  }

  /** Forgets all that was seen. */
  clear(): void {
    // After 2³¹ rounds the numbers run out; begun anew, those of the last ones must not be taken for this one's.
    if (this.round === LAST_ROUND) this.seenIn.fill(0);
    this.round = this.round === LAST_ROUND ? 1 : this.round + 1;
  }

  /** Whether a thing is seen for the first time since `clear`. */
  isNew(index: number): boolean {
    if (this.seenIn[index] === this.round) return false;
    this.seenIn[index] = this.round;
    return true;
  }
}
