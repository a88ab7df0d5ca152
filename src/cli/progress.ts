/** How far long work has come, on stderr, for people only. */
export function reportProgress(task: string): (done: number, total: number) => void {
  return (done, total) => {
    if (!process.stderr.isTTY) return;
    process.stderr.write(
      done < total ? `\r${task} ${done + 1}/${total}` : `\r${" ".repeat(task.length + 12)}\r`,
    );
  };
}
