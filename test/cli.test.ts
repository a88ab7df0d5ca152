import { readFileSync } from "node:fs";
import { join } from "node:path";
import { causes } from "../src/index";
import { auditReport, evaluationReport, modelFile, tagRecord, verisIncident } from "../src/schemas/index";
import { causeOf } from "../src/taxonomy/taxonomy";
import { jsonLines, owabi } from "./support/cli";
import { PAGE, ROOT } from "./support/corpus";
import { testFolder } from "./support/folder";

const { path: folder, file } = testFolder("cli");

describe("owabi tag", () => {
  it("tags each entry of the page that comes with the repository, in its order", () => {
    const { status, stdout, stderr } = owabi(["tag", PAGE]);
    expect([status, stderr]).toEqual([0, ""]);
    const records = jsonLines(stdout).map((record) => tagRecord.parse(record));
    expect(records.map(({ cause }) => cause)).toEqual([
      "form-results-exposed",
      "bcc-mistake",
      "usb-loss",
      "not-a-notice",
      "public-bucket",
      "ransomware",
    ]);
    expect(records.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(records[0]).toMatchObject({
      source: PAGE,
      family: "misconfiguration",
      name: "フォーム回答の公開設定ミス",
    });
    expect(records[0]!.title).toContain("写真散歩");
  });

  it("cuts no character in two, and lets no notice drive the terminal", () => {
    const notice = `${"😀".repeat(300)}\u001b[2JUSBメモリを紛失しました。`;
    const [record] = jsonLines(owabi(["tag", "--no-split"], notice).stdout) as [{ title: string }];
    expect(() => encodeURIComponent(record.title)).not.toThrow();
    for (const args of [["tag", "--format", "table"], ["explain"], ["split", "--format", "table"]]) {
      expect(owabi([...args, "--no-color"], notice).stdout).not.toContain("\u001b");
    }
  });

  it("refuses JSON that is not JSON Lines, and standard input twice", () => {
    const { status, stderr, stdout } = owabi(["tag", file("array.json", "[]"), "-", "-"], "紛失");
    expect(status).toBe(1);
    expect(stderr).toContain("array.json: is JSON, not text");
    expect(stderr).toContain("standard input can be read once only");
    expect(jsonLines(stdout)).toHaveLength(1);
  });

  it("draws a table where asked", () => {
    const { stdout } = owabi(["tag", PAGE, "--format", "table"]);
    expect(stdout).toContain("form-results-exposed");
    expect(stdout).toContain("│");
  });

  it("reads standard input, as text or as JSON Lines", () => {
    const text = "委託先の職員が、顧客名簿を記録したUSBメモリを帰宅途中に紛失しました。";
    expect(jsonLines(owabi(["tag"], text).stdout)).toMatchObject([
      { source: "-", index: 0, cause: "usb-loss" },
    ]);
    const lines = `{"id":"a","text":"${text}"}\n{"id":"b","text":""}\n`;
    expect(jsonLines(owabi(["tag", "-"], lines).stdout)).toMatchObject([
      { id: "a", index: 0, cause: "usb-loss" },
      { id: "b", index: 1, cause: null, reason: "too-short" },
    ]);
  });

  it("names what it cannot read, does the rest, and says so in its exit code", () => {
    const broken = file(
      "broken.jsonl",
      '{"text":"USBメモリを紛失しました。"}\nnot json\n{"text":"封筒を取り違えて郵送しました。"}\n',
    );
    const binary = file("binary.txt", Buffer.from([0, 1, 2, 27, 0]));
    const { status, stdout, stderr } = owabi(["tag", broken, join(folder, "none.txt"), binary]);
    expect(status).toBe(1);
    expect(jsonLines(stdout)).toHaveLength(2);
    expect(stderr).toContain("broken.jsonl:2: not JSON");
    expect(stderr).toContain("none.txt: no such file");
    expect(stderr).toContain("binary.txt: is no text");
    expect(stderr).toContain("3 could not be read, 2 done");
  });

  it("answers for every text, short ones and those in Shift_JIS too, and for no blank file", () => {
    const { status, stdout, stderr } = owabi([
      "tag",
      file("blank.txt", " \n\n"),
      file("sjis.txt", Buffer.from([0x8c, 0xc2, 0x90, 0x6c])),
    ]);
    expect(status).toBe(1);
    expect(stderr).toContain("blank.txt: holds no text");
    expect(jsonLines(stdout)).toMatchObject([{ reason: "too-short" }]);
  });

  it("gives the split and the mode to the user", () => {
    expect(jsonLines(owabi(["tag", PAGE, "--no-split"]).stdout)).toHaveLength(1);
    const sure = jsonLines(
      owabi(
        ["tag", "--mode", "high-precision"],
        "メールを送った際に、別の資料が添付されていたか、または宛先の欄に誤りがあった可能性があります。",
      ).stdout,
    );
    expect(sure).toMatchObject([{ cause: null, reason: "low-confidence" }]);
  });

  it.each([
    [["tag", "--mode", "certain"], "Allowed choices"],
    [["tag", "--evidence", "some"], "whole number"],
    [["tga"], "unknown command"],
    [["tag", "--model", "none.json", PAGE], "none.json: no such file"],
    [["train", PAGE], "--out"],
  ])("wrong usage exits with 2: %j", (args, message) => {
    const { status, stdout, stderr } = owabi(args);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
  });

  it("says which field of a model file is at fault", () => {
    const shipped = readFileSync(join(ROOT, "models", "ja.json"), "utf8");
    const truncated = file("truncated.json", shipped.slice(0, 5000));
    const changed = JSON.parse(shipped);
    changed.calibration.temperature *= 2;
    const tampered = file("tampered.json", JSON.stringify(changed));
    expect(owabi(["tag", "--model", truncated, PAGE]).stderr).toContain("truncated.json: not JSON");
    expect(owabi(["tag", "--model", tampered, PAGE]).stderr).toContain('field "calibration"');
  });
});

describe("owabi split", () => {
  it("gives segments that together are the page", () => {
    const segments = jsonLines(owabi(["split", PAGE]).stdout) as { kind: string; text: string }[];
    expect(segments.map(({ text }) => text).join("")).toBe(readFileSync(PAGE, "utf8"));
    expect(segments.filter(({ kind }) => kind === "entry")).toHaveLength(6);
    expect(segments[0]!.kind).toBe("other");
  });
});

describe("owabi explain", () => {
  const text =
    "会員へのお知らせを送る際、全員のメールアドレスを宛先欄に入れて送信し、互いに見える状態となりました。";

  it("says why this cause and not the next, and where the line between them is", () => {
    const { stdout } = owabi(["explain"], text);
    expect(stdout).toMatch(/^「[^」]*宛先[^」]*」とあるため「.+」とし、次に近い「.+」とはしない。$/m);
    expect(owabi(["explain", "--evidence", "0"], text).stdout).toContain("宛先欄");
    expect(owabi(["explain"], "失").stdout).toContain("短すぎて");
  });

  it("marks the evidence, in colour where there is colour", () => {
    const plain = owabi(["explain"], text).stdout;
    expect(plain).toMatch(/⟦[^⟧]*宛先[^⟧]*⟧/);
    expect(plain).toContain("bcc-mistake");
    const coloured = owabi(["explain", "--color"], text).stdout;
    expect(coloured).toContain("\u001b[");
    expect(coloured).not.toContain("⟦");
  });
});

describe("owabi causes", () => {
  it("lists the taxonomy", () => {
    const { causes: listed } = JSON.parse(owabi(["causes"]).stdout);
    expect(listed).toEqual(causes);
    expect(owabi(["causes", "--format", "table", "--lang", "en"]).stdout).toContain("Ransomware");
  });
});

describe("owabi evaluate and train", () => {
  const record = (label: string, n: number, text: string) =>
    JSON.stringify({ label, incident: `${label}${n}`, text: `${text}${n}`, people: null });
  const lines = [1, 2, 3, 4, 5, 6].flatMap((n) => [
    record("usb-loss", n, "記録媒体を電車に置き忘れ、所在が分からなくなりました。職員が紛失したものです。"),
    record("bcc-mistake", n, "一斉に送った案内で全員のアドレスが宛先欄に並び、互いに見える状態でした。"),
  ]);

  it("trains a model that every command takes, the same bytes each time", () => {
    const labelled = file("own.jsonl", `${lines.join("\n")}\n{"text":"x"}\n`);
    const [one, two] = [join(folder, "one.json"), join(folder, "two.json")];
    const first = owabi(["train", labelled, "--out", one, "--name", "mine"]);
    expect(first.status).toBe(1);
    expect(first.stderr).toContain("own.jsonl:13");
    owabi(["train", labelled, "--out", two, "--name", "mine"]);
    const bytes = readFileSync(one, "utf8");
    expect(readFileSync(two, "utf8")).toBe(bytes);
    expect(() => modelFile.parse(JSON.parse(bytes))).not.toThrow();
    const tagged = jsonLines(
      owabi(["tag", "--model", one], "職員が記録媒体を電車に置き忘れ、紛失しました。").stdout,
    );
    expect(tagged).toMatchObject([{ cause: "usb-loss" }]);
    const report = evaluationReport.parse(JSON.parse(owabi(["evaluate", labelled, "--model", one]).stdout));
    expect(report).toMatchObject({ n: 12, accuracy: 1, macroF1: 1, features: { people: 1, services: null } });
  });

  it("learns labels of any kind, and every command takes the model", () => {
    const own = (label: string, n: number, text: string) => JSON.stringify({ label, text: `${text}${n}` });
    const collected = [1, 2, 3, 4, 5, 6].flatMap((n) => [
      own("紛失・盗難", n, "記録媒体を電車に置き忘れ、所在が分からなくなりました。職員が紛失したものです。"),
      own("__proto__", n, "一斉に送った案内で全員のアドレスが宛先欄に並び、互いに見える状態でした。"),
      own("ransomware", n, "サーバーのファイルが暗号化され、身代金を要求する文書が残されていました。"),
    ]);
    const labelled = file("any.jsonl", collected.join("\n"));
    const model = join(folder, "any.json");
    const trained = owabi(["train", labelled, "--out", model]);
    expect(trained.status).toBe(0);
    expect(trained.stderr).toContain("taken as your own: 紛失・盗難 (6), __proto__ (6)");
    expect(() => modelFile.parse(JSON.parse(readFileSync(model, "utf8")))).not.toThrow();

    const text = "職員が記録媒体を電車に置き忘れ、紛失しました。";
    const [tagged] = jsonLines(owabi(["tag", "--model", model], text).stdout);
    expect(tagRecord.parse(tagged)).toMatchObject({ cause: "紛失・盗難", family: null, name: "紛失・盗難" });
    const [known] = jsonLines(owabi(["tag", "--model", model], "暗号化され、身代金を要求する文書").stdout);
    expect(known).toMatchObject({ cause: "ransomware", family: causeOf("ransomware").family });
    expect(owabi(["explain", "--model", model], text).stdout).toContain("紛失・盗難");
    expect(owabi(["tag", "--model", model, "--format", "veris"], text).stderr).toContain(
      "1 without an incident",
    );

    const evaluated = owabi(["evaluate", labelled, "--model", model]);
    expect(evaluationReport.parse(JSON.parse(evaluated.stdout))).toMatchObject({
      n: 18,
      accuracy: 1,
      confusion: { "紛失・盗難": { "紛失・盗難": 6 } },
    });
    const stranger = file(
      "stranger.jsonl",
      '{"text":"あ","label":"spilt-milk"}\n{"text":"い","label":"ransomware"}',
    );
    expect(owabi(["evaluate", stranger, "--model", model])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining(
        'stranger.jsonl:1: label: the model has no "spilt-milk"; it has ransomware, __proto__, 紛失・盗難',
      ),
    });
    expect(owabi(["evaluate", labelled]).stderr).toContain('the taxonomy has no "__proto__"');
  });

  it("says which labels cross-validation cannot speak of, and why", () => {
    const rare = [...lines, JSON.stringify({ label: "水漏れ", text: "水漏れで名簿が読めなくなりました。" })];
    const labelled = file("rare.jsonl", rare.join("\n"));
    for (const args of [
      ["evaluate", labelled, "--cross-validate", "7"],
      ["audit", labelled, "--folds", "7"],
    ]) {
      const { stdout, stderr } = owabi(args);
      expect(stderr).toContain("label 水漏れ left out (1 notice): all of one incident");
      expect(stderr).toContain("label usb-loss: notices of 6 incidents only, fewer than the 7 folds");
      expect(JSON.parse(stdout)).toMatchObject({ n: 12, leftOut: [{ label: "水漏れ", notices: 1 }] });
    }
    const trained = owabi(["train", labelled, "--out", join(folder, "rare.json")]);
    expect(trained.stderr).toContain("the held-out figures do not cover it");
    const alone = file("alone.jsonl", lines.filter((_, index) => index % 2 === 0).join("\n"));
    for (const args of [
      ["train", alone, "--out", join(folder, "alone.json")],
      ["evaluate", alone, "--cross-validate", "3"],
      ["audit", alone],
    ]) {
      expect(owabi(args)).toMatchObject({
        status: 2,
        stdout: "",
        stderr: expect.stringContaining('notices of two labels at least, found only "usb-loss"'),
      });
    }
  });

  it("cross-validates labels of another vocabulary: coarse ones are tested, not learnt from", () => {
    const map = file("coarse.csv", "label,cause\n紛失,usb-loss\n紛失など,usb-loss; bcc-mistake\n");
    const renamed = lines.map((line) => line.replace('usb-loss"', '紛失"'));
    const coarse = JSON.stringify({
      label: "紛失など",
      text: "一斉に送った案内で全員のアドレスが宛先欄に並び",
    });
    const labelled = file("coarse.jsonl", [...renamed, coarse].join("\n"));
    const { status, stdout, stderr } = owabi(["evaluate", labelled, "--cross-validate", "3", "--map", map]);
    expect(status).toBe(0);
    expect(stderr).toContain("1 notice of labels that stand for several causes, tested but not learnt");
    expect(JSON.parse(stdout)).toMatchObject({ n: 13, accuracy: 1 });
  });

  it("cross-validates and prints a table", () => {
    const labelled = file("clean.jsonl", lines.join("\n"));
    const { status, stdout } = owabi(["evaluate", labelled, "--cross-validate", "3", "--format", "table"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/macro-F1 +1\.000/);
  });

  it("keeps writers together where they are named, and says so where they are not", () => {
    const named = lines.map((line, index) =>
      JSON.stringify({ ...JSON.parse(line), writer: `hand ${(index % 4) >> 1}` }),
    );
    const model = join(folder, "writers.json");
    expect(
      owabi(["train", file("named.jsonl", named.join("\n")), "--out", model, "--group-by", "writer"]).status,
    ).toBe(0);
    expect(JSON.parse(readFileSync(model, "utf8")).training.groupedBy).toBe("writer");
    const unnamed = file("unnamed.jsonl", lines.join("\n"));
    const refused = owabi(["train", unnamed, "--out", model, "--group-by", "writer"]);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain("no notice names its writer");
    expect(owabi(["evaluate", unnamed, "--group-by", "writer"]).stderr).toContain("needs --cross-validate");
  });

  it("says what is wrong with what it was given", () => {
    const empty = file("empty.jsonl", "");
    expect(owabi(["train", empty, "--out", join(folder, "x.json")])).toMatchObject({ status: 2, stdout: "" });
    expect(owabi(["evaluate", empty])).toMatchObject({ status: 2, stdout: "" });
    expect(owabi(["evaluate", empty]).stderr).toContain("empty.jsonl: no labelled notices");
    const nowhere = join(folder, "no", "such", "folder", "x.json");
    const labelled = file("few.jsonl", lines.join("\n"));
    for (const args of [
      ["train", labelled],
      ["evaluate", labelled],
    ]) {
      const { status, stderr } = owabi([...args, "--out", nowhere]);
      expect(status).toBe(2);
      expect(stderr).toContain(`${nowhere}: cannot be written`);
    }
    const two = file(
      "two.jsonl",
      '{"label":"usb-loss","text":"媒体紛失"}\n{"label":"bcc-mistake","text":"宛先表示"}',
    );
    expect(owabi(["train", two, "--out", join(folder, "x.json")]).stderr).toContain("no phrase occurs");
  });
});

describe("owabi tag, as other formats", () => {
  it("writes CSV with a header, and a byte order mark where asked for", () => {
    const { status, stdout } = owabi(["tag", PAGE, "--format", "csv", "--bom"]);
    const lines = stdout.trimEnd().split("\r\n");
    expect([status, lines.length, stdout.charCodeAt(0)]).toEqual([0, 7, 0xfeff]);
    expect(lines[1]).toContain("form-results-exposed");
  });

  it("writes VERIS incidents, and says what reports none", () => {
    const { status, stdout, stderr } = owabi(["tag", PAGE, "--format", "veris"]);
    const incidents = jsonLines(stdout).map((incident) => verisIncident.parse(incident));
    expect([status, incidents.length]).toEqual([0, 5]);
    expect(stderr).toContain("1 without an incident");
  });

  it("refuses a byte order mark elsewhere", () => expect(owabi(["tag", PAGE, "--bom"]).status).toBe(2));
});

describe("owabi on labels", () => {
  const rated = () =>
    file(
      "rated.csv",
      "\ufeffid,text,anna,ben\r\n1,あ,usb-loss,usb-loss\r\n2,い,usb-loss,paper-loss\r\n3,う,paper-loss,\r\n",
    );

  it("tells how far annotators agree", () => {
    const { status, stdout } = owabi(["agreement", rated(), "--columns", "anna,ben"]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      items: 3,
      pairs: [{ raters: ["anna", "ben"], items: 2, agreement: 0.5 }],
      disagreements: [{ id: "2", ratings: { anna: "usb-loss", ben: "paper-loss" } }],
    });
  });

  it("names the column that is not there", () => {
    const { status, stderr } = owabi(["agreement", rated(), "--columns", "anna,carl"]);
    expect([status, stderr]).toEqual([
      2,
      expect.stringContaining("no column carl; the columns are id, text, anna, ben"),
    ]);
    expect(owabi(["agreement", rated()]).stderr).toContain("two columns of labels at least");
  });

  it("evaluates labels of another vocabulary, and compares two models", () => {
    const map = file("map.csv", "label,cause\n紛失,paper-loss; usb-loss\n");
    const labelled = file(
      "labels.csv",
      "label,text\n紛失,USBメモリを紛失いたしました。会員の氏名を保存していました。\n",
    );
    const { status, stdout } = owabi([
      "evaluate",
      labelled,
      "--map",
      map,
      "--compare",
      join(ROOT, "models", "ja.json"),
    ]);
    expect(status).toBe(0);
    expect(evaluationReport.parse(JSON.parse(stdout))).toMatchObject({
      accuracy: 1,
      comparison: { accuracy: 1, onlyFirst: 0, onlySecond: 0, p: 1 },
    });
    expect(owabi(["evaluate", labelled]).stderr).toContain("labels.csv:2");
  });

  it("writes each report as a page that needs nothing else", () => {
    const labelled = file(
      "page.csv",
      "label,text\nusb-loss,<b>USBメモリを紛失いたしました。会員の氏名を保存していました。\nbcc-mistake,USBメモリを紛失いたしました。会員の氏名がありました。\n",
    );
    const page = join(folder, "page.html");
    const evaluated = owabi(["evaluate", labelled, "--format", "html", "--lang", "ja", "--out", page]);
    expect(evaluated).toMatchObject({ status: 0, stdout: "", stderr: "" });
    const html = readFileSync(page, "utf8");
    expect(html).toMatch(/^<!doctype html>\n<html lang="ja">[\s\S]*<\/html>\n/);
    expect(html).toContain("<svg");
    expect(html).toMatch(/<mark>USBメモリを紛失/);
    const agreed = owabi(["agreement", rated(), "--columns", "anna,ben", "--format", "html"]);
    expect(agreed).toMatchObject({ status: 0, stdout: expect.stringMatching(/^<!doctype html>/) });
    expect(
      owabi(["evaluate", labelled, "--format", "html", "--out", join(folder, "no", "x.html")]).status,
    ).toBe(2);
  });

  it("draws the learning curve of any labels", () => {
    const rows = Array.from({ length: 60 }, (_, n) => [
      `紛失,USBメモリを紛失しました。所在が分からなくなり${n}日を経ています。`,
      `誤送信,全員のアドレスが宛先欄に並び、${n}名から互いに見える状態でした。`,
    ]).flat();
    const labelled = file("curve.csv", `label,text\n${rows.join("\n")}\n`);
    const { status, stdout } = owabi(["curve", labelled]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout).map(({ notices }: { notices: number }) => notices)).toEqual([40, 80, 96]);
    const page = owabi([
      "evaluate",
      labelled,
      "--cross-validate",
      "3",
      "--learning-curve",
      "--format",
      "html",
    ]);
    expect(page.stdout.match(/<svg/g)).toHaveLength(5);
    expect(owabi(["evaluate", labelled, "--learning-curve"]).stderr).toContain("needs --cross-validate");
  });

  it("finds a label that was exchanged, and says why", () => {
    const usb = (n: number) => `車内に置いたUSBメモリを紛失しました。記録媒体には${n}名の氏名がありました。`;
    const bcc = (n: number) =>
      `一斉送信で宛先欄に入れてしまい、受信者${n}名のアドレスが見える状態になりました。`;
    const rows = Array.from({ length: 20 }, (_, n) => [
      `u${n},usb-loss,${usb(n)}`,
      `b${n},bcc-mistake,${bcc(n)}`,
    ]).flat();
    const labelled = file("spoilt.csv", `id,label,text\n${rows.join("\n")}\nx,bcc-mistake,${usb(77)}\n`);
    const { status, stdout } = owabi(["audit", labelled, "--folds", "3"]);
    const report = auditReport.parse(JSON.parse(stdout));
    expect([status, report.n, report.doubts[0]]).toMatchObject([
      0,
      41,
      { id: "x", label: "bcc-mistake", suggested: "usb-loss" },
    ]);
    expect(report.doubts[0]!.why).toContain("USBメモリ等の記録媒体の紛失・盗難");
  });
});

describe("owabi audit, of odd collections", () => {
  const body = (n: number) => `車内に置いたUSBメモリを紛失しました。記録媒体には${n}名の氏名がありました。`;
  const sent = (n: number) =>
    `一斉送信で宛先欄に入れてしまい、受信者${n}名のアドレスが見える状態になりました。`;
  const rows = Array.from({ length: 12 }, (_, n) => [`usb-loss,${body(n)}`, `bcc-mistake,${sent(n)}`]).flat();

  it("counts places from the first notice of the input, and compares labels that it had to leave out", () => {
    const odd = [`typo,${body(1)}`, `bcc-mistake,${body(99)}`];
    const labelled = file("places.csv", `label,text\n${[...odd, ...rows].join("\n")}\n`);
    const report = auditReport.parse(JSON.parse(owabi(["audit", labelled, "--folds", "3"]).stdout));
    expect(report.n).toBe(25);
    expect(report.doubts[0]).toMatchObject({ index: 1, id: expect.stringMatching(/places\.csv:3$/) });
    expect(report.contradictions).toContainEqual({
      indexes: [0, 4],
      labels: ["typo", "usb-loss"],
      jaccard: 1,
    });
  });

  it("says what a comparison cannot be of", () => {
    const labelled = file(
      "own-two.csv",
      `label,text\n${rows.join("\n").replaceAll("bcc-mistake", "mine")}\n`,
    );
    const model = join(folder, "own-two.json");
    expect(owabi(["train", labelled, "--out", model]).status).toBe(0);
    const known = file("known.csv", `label,text\n${rows.slice(0, 4).join("\n")}\n`);
    expect(owabi(["evaluate", known, "--compare", model]).stderr).toContain("own-two.json never answers");
  });

  it("refuses lists for labels, and columns named twice", () => {
    const lists = file("lists.jsonl", '{"label_a":{"x":1},"label_b":"y"}\n{"label_a":"x","label_b":"x"}\n');
    const agreed = owabi(["agreement", lists]);
    expect(agreed).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("lists.jsonl:1: label_a: expected a label"),
    });
    expect(JSON.parse(agreed.stdout)).toMatchObject({ items: 1 });
    expect(owabi(["agreement", lists, "--columns", "label_a,label_a"]).stderr).toContain("named twice");
  });
});
