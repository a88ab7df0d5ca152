/** Colours for a terminal. picocolors by itself also colours what a CI pipes into a file. */
import pc from "picocolors";

const { argv, env, stdout } = process;
const refused = Boolean(env.NO_COLOR) || argv.includes("--no-color");
const forced = Boolean(env.FORCE_COLOR) || argv.includes("--color");

export const colours = pc.createColors(!refused && (forced || stdout.isTTY === true));
