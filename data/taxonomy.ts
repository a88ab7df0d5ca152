/**
 * The taxonomy of causes: the one place where its ids, names and rules are written down.
 *
 * This is data. It is a TypeScript file only so that types such as `CauseId` can be derived from it; it holds one literal
 * and nothing else. `src/taxonomy/taxonomy.ts` is how code reads it, `src/schemas/taxonomy.ts` checks it.
 *
 * families[]
 *   id, name      as for a cause
 * causes[]        in the order in which they are listed to people
 *   id            the label in the corpus, in the model and in every output; never renamed, since users store it
 *   family        id of the family it belongs to
 *   name          short, for tables
 *   definition    what went wrong, and the border to its neighbours where that decides; one or two sentences
 *   veris         the equivalent in VERIS 1.4.1 (action and its variety); null for a text that reports no incident
 *   jnsa          the equivalent among the causes of JNSA's surveys of personal-data incidents
 *   advice        what an organisation should do about it; one sentence
 * borders[]       where causes meet, and which of them it then is
 *   causes        ids of the causes that meet
 *   ja, en        the rule
 */
export const taxonomy = {
  families: [
    { id: "misconfiguration", name: { ja: "設定ミス", en: "Misconfiguration" } },
    { id: "software", name: { ja: "システム不具合", en: "Software fault" } },
    { id: "misdelivery", name: { ja: "誤送信・誤送付", en: "Misdelivery" } },
    { id: "publishing", name: { ja: "誤公開", en: "Publishing error" } },
    { id: "loss", name: { ja: "紛失・盗難", en: "Loss or theft" } },
    { id: "attack", name: { ja: "外部からの攻撃", en: "External attack" } },
    { id: "insider", name: { ja: "内部不正", en: "Insider misuse" } },
    { id: "other", name: { ja: "その他", en: "Other" } },
  ],
  causes: [
    {
      id: "form-results-exposed",
      family: "misconfiguration",
      name: { ja: "フォーム回答の公開設定ミス", en: "Form responses exposed" },
      definition: {
        ja: "Google フォームや Microsoft Forms などのフォーム・アンケート作成サービスの設定を誤り、回答者がほかの人の回答を閲覧できる状態になったもの。リンクしたスプレッドシートなど回答の保存先の共有範囲を誤った場合は「クラウド共有範囲の設定ミス」とし、プログラムの誤りで他人の入力内容が表示された場合は「システム不具合・設計不備」とする。",
        en: "A form or survey product (Google Forms, Microsoft Forms and the like) was set so that respondents could see other people's answers. A linked spreadsheet shared too widely is cloud-sharing-public; a program that showed another person's entries is software-defect.",
      },
      veris: { action: "error", variety: "Misconfiguration" },
      jnsa: "設定ミス",
      advice: {
        ja: "公開の前に、ログインしていないブラウザーから実際に回答を送信し、「結果の概要を表示する」や「前の回答を表示」など他人の回答が見える設定がすべて無効であることを確かめる。",
        en: "Before publishing a form, submit an answer from a signed-out browser and confirm that every setting that shows other people's answers, such as the results summary, is off.",
      },
    },
    {
      id: "cloud-sharing-public",
      family: "misconfiguration",
      name: { ja: "クラウド共有範囲の設定ミス", en: "Cloud sharing too wide" },
      definition: {
        ja: "クラウド上の文書、フォルダー、ボード、カレンダー、グループ、チームなどの共有範囲を必要以上に広く設定し、部外者や組織内の無関係な者が閲覧できる状態になったもの。業務システムの権限を誤った場合は「アクセス権限・参照範囲の設定ミス」とする。",
        en: "A cloud document, drive folder, board, calendar, group or team was shared with more people than it should have been, outside or inside the organisation. Wrong permissions in a business system are access-control-misconfig.",
      },
      veris: { action: "error", variety: "Misconfiguration" },
      jnsa: "設定ミス",
      advice: {
        ja: "共有の既定値を「特定のユーザーのみ」に固定し、「リンクを知っている全員」に開かれたファイルを管理者が定期的に洗い出して不要な共有を解除する。",
        en: "Make sharing with named people the enforced default, and have an administrator regularly list and close whatever is open to anyone with the link.",
      },
    },
    {
      id: "public-bucket",
      family: "misconfiguration",
      name: { ja: "クラウドストレージ・DBの公開", en: "Public cloud storage or database" },
      definition: {
        ja: "クラウドのオブジェクトストレージ（Amazon S3、Azure Blob Storage とその SAS、Google Cloud Storage など）やクラウド上のデータベース（Firebase、Elasticsearch など）が、インターネットから読み取れる状態になったもの。「設定不備」とだけ書かれていても、クラウドのストレージやデータベースが名指しされていればこれに当たる。",
        en: "Cloud object storage (Amazon S3, Azure Blob Storage and its SAS tokens, Google Cloud Storage) or a cloud database (Firebase, Elasticsearch) could be read from the internet. A mere “misconfiguration” belongs here where cloud storage or a cloud database is named.",
      },
      veris: { action: "error", variety: "Misconfiguration" },
      jnsa: "設定ミス",
      advice: {
        ja: "S3 のブロックパブリックアクセスのような公開禁止の設定をアカウント全体に適用し、公開状態になったストレージやデータベースを自動で検知して担当者に知らせる。",
        en: "Forbid public access for the whole account (on S3, Block Public Access), and raise an automatic alert when any storage or database becomes public.",
      },
    },
    {
      id: "web-directory-exposed",
      family: "misconfiguration",
      name: { ja: "Web公開領域へのファイル放置", en: "Files left on a web server" },
      definition: {
        ja: "アップロード先のフォルダー、テスト用サーバー、ディレクトリ一覧など、Web サーバーが配信する場所にファイルが置かれ、URL の直接指定や検索エンジンから閲覧できる状態になったもの。自作のフォームで受け付けた添付ファイルに外部から到達できた場合も含む。",
        en: "Files lay where a web server serves them (an upload folder, a test server, a directory listing) and could be reached by URL or found by a search engine. Uploads to a self-built form that could be reached from outside belong here.",
      },
      veris: { action: "error", variety: "Misconfiguration" },
      jnsa: "設定ミス",
      advice: {
        ja: "個人情報を含むファイルは Web サーバーの公開領域の外に保存して認証を経たプログラムだけが読み出せるようにし、ディレクトリ一覧の表示を無効にする。",
        en: "Store files with personal data outside the web root, let only an authenticated program read them, and turn directory listing off.",
      },
    },
    {
      id: "access-control-misconfig",
      family: "misconfiguration",
      name: { ja: "アクセス権限・参照範囲の設定ミス", en: "Access permissions misconfigured" },
      definition: {
        ja: "業務システム、SaaS、ネットワーク、共有フォルダーなどの権限や参照範囲の設定を誤り、閲覧できないはずの利用者、部署、取引先などが情報を閲覧できる状態になったもの。クラウド上の個々のチームやグループを組織全体に開いた場合は「クラウド共有範囲の設定ミス」とする。",
        en: "Permissions or viewing range inside a business system, SaaS, network or shared folder were set wrongly, so that users, offices or companies could see what they should not. A cloud team or group opened to the whole organisation is cloud-sharing-public.",
      },
      veris: { action: "error", variety: "Misconfiguration" },
      jnsa: "設定ミス",
      advice: {
        ja: "権限を変更するたびに権限を持たない利用者のアカウントで見えないことを実際に確かめ、異動や組織変更の時期に権限を棚卸しする。",
        en: "After each change of permissions, check with the account of someone who should see nothing, and review all permissions whenever people or departments move.",
      },
    },
    {
      id: "credential-exposed",
      family: "misconfiguration",
      name: { ja: "認証情報・ソースコードの公開", en: "Credentials or source code exposed" },
      definition: {
        ja: "パスワード、API キー、アクセストークンなどの認証情報、またはそれを含むソースコードが、公開リポジトリーや Web ページなどで公開されたもの。",
        en: "Keys, passwords or tokens, or source code that holds them, were published, for instance in a public repository or on a web page.",
      },
      veris: { action: "error", variety: "Publishing error" },
      jnsa: "管理ミス",
      advice: {
        ja: "認証情報をソースコードに書かずに秘密情報の管理サービスに置き、リポジトリーへの登録時に自動で検査し、公開に気づいたときは削除に先立って失効させる。",
        en: "Keep credentials in a secret manager instead of the source, scan every commit for them, and revoke an exposed one before you delete it.",
      },
    },
    {
      id: "software-defect",
      family: "software",
      name: { ja: "システム不具合・設計不備", en: "Software defect or design flaw" },
      definition: {
        ja: "プログラムの不具合や処理の誤り、キャッシュやセッションの取り違え、設計の不備により、情報が別の人に表示または送信されたもの。印刷や封入の誤りも、プログラムに起因するときはこれを主な原因とする。",
        en: "A bug, wrong processing, a mix-up of caches or sessions, or a design flaw showed or sent data to the wrong person. Wrongly printed or enclosed post is software-defect first where a program caused it.",
      },
      veris: { action: "error", variety: "Programming error" },
      jnsa: "バグ・セキュリティホール",
      advice: {
        ja: "リリースの前に、多数の利用者が同時に操作する場合と URL や ID を他人のものに書き換えた場合を試験し、他人の情報が表示されないことを確かめる。",
        en: "Before each release, test with many users at once and with the URLs and ids of other users, and confirm that nobody is shown another person's data.",
      },
    },
    {
      id: "bcc-mistake",
      family: "misdelivery",
      name: { ja: "一斉送信時の宛先表示（BCC誤り）", en: "Recipients disclosed (Bcc mistake)" },
      definition: {
        ja: "一斉送信した電子メールで、Bcc に入れるべき宛先を To や Cc に入れるなどして、受信者の全員に互いのメールアドレスが見える状態になったもの。配信ツールにより宛先が表示された場合も含むが、宛先の一覧を添付した場合は「メール・メッセージ誤送信」とする。",
        en: "A bulk e-mail went out with the recipients' addresses visible to all, mostly because they were typed into To or Cc instead of Bcc. Addresses shown by a mailing tool belong here; an attached address list is email-misdelivery.",
      },
      veris: { action: "error", variety: "Misdelivery" },
      jnsa: "誤操作",
      advice: {
        ja: "一斉送信には一通ずつ個別に届ける配信システムを使い、通常のメールソフトでは To と Cc の宛先が一定数を超えると送信を保留する設定にする。",
        en: "Send bulk mail through a system that addresses each recipient singly, and have the mail server hold any message with more than a few addresses in To or Cc.",
      },
    },
    {
      id: "email-misdelivery",
      family: "misdelivery",
      name: { ja: "メール・メッセージ誤送信", en: "E-mail or message misdelivery" },
      definition: {
        ja: "電子メール、メッセージ、ファイル転送を誤った相手に送ったもの、または誤ったファイルを添付して送ったもの。誤ったファイルをウェブサイトや多数が見る学級のページなどに載せた場合は「誤公開・誤掲載」とする。",
        en: "An e-mail, message or file transfer went to the wrong person or carried the wrong attachment. The wrong file on a website, or on a class page that many see, is wrong-publication.",
      },
      veris: { action: "error", variety: "Misdelivery" },
      jnsa: "誤操作",
      advice: {
        ja: "個人情報のファイルは添付せずに閲覧者を指定した共有リンクで送り、社外への送信は数分間保留して宛先を確認し直せるようにする。",
        en: "Send personal data as a link restricted to named readers instead of an attachment, and hold outbound mail for a few minutes so that it can be checked and recalled.",
      },
    },
    {
      id: "postal-misdelivery",
      family: "misdelivery",
      name: { ja: "郵便・FAX・手渡しの誤り", en: "Misdirected post, fax or hand-over" },
      definition: {
        ja: "郵送、配送、FAX、手渡しなどにより、書類や記録媒体が誤った相手に渡ったもの。印刷や封入の誤りは、手作業によるときはこれとし、プログラムに起因するときは「システム不具合・設計不備」を主な原因とする。",
        en: "Paper, or a medium sent like paper, went to the wrong person by post, delivery, fax or hand. Wrong printing or enclosing by hand belongs here; where a program caused it, it is software-defect first.",
      },
      veris: { action: "error", variety: "Misdelivery" },
      jnsa: "誤操作",
      advice: {
        ja: "封入は宛名と中身を二人で一通ずつ照合して記録し、FAX は事前に登録して試験送信を済ませた番号だけに送る。",
        en: "Have two people match each enclosure to its envelope and record it, and fax only to numbers that were registered and tested beforehand.",
      },
    },
    {
      id: "wrong-publication",
      family: "publishing",
      name: { ja: "誤公開・誤掲載", en: "Mistaken publication" },
      definition: {
        ja: "個人情報を含む資料を、人が誤って公開または掲載したもの。ファイルの取り違え、黒塗りの不備、表計算ファイルの非表示シート、写真の投稿などのほか、多数が見る学級のページなどへの誤った掲載を含む。",
        en: "Someone published material that holds personal data: the wrong file, weak redaction, a hidden spreadsheet sheet, a posted photo. The wrong file on a class page that many see belongs here.",
      },
      veris: { action: "error", variety: "Publishing error" },
      jnsa: "誤操作",
      advice: {
        ja: "公開用のファイルは元データとは別に作り、作成者以外の者が非表示のシート、文書のプロパティ、黒塗りの下の文字まで確かめてから掲載する。",
        en: "Build a separate file for publication, and have someone other than its author check hidden sheets, document properties and the text beneath redactions before it goes up.",
      },
    },
    {
      id: "usb-loss",
      family: "loss",
      name: { ja: "USBメモリ等の記録媒体の紛失・盗難", en: "Loss or theft of removable media" },
      definition: {
        ja: "USB メモリ、SD カード、外付けディスク、CD・DVD、磁気テープなどの記録媒体を紛失し、盗まれ、または不適切に廃棄したもの。意図して持ち去った場合は「内部不正・持ち出し」とするが、廃棄を請け負った業者からディスクが転売された場合はこちらを主な原因とする。",
        en: "Removable media (USB memory, SD card, external disk, CD or DVD, tape) was lost, stolen or wrongly disposed of. Media carried off on purpose is insider-misuse, but disks resold by a disposal firm are usb-loss first.",
      },
      veris: { action: "error", variety: "Loss" },
      jnsa: "紛失・置忘れ",
      advice: {
        ja: "私物の媒体を禁じて暗号化された媒体だけを台帳で貸し出し、廃棄するときは物理的な破壊に立ち会うか証明書で確認する。",
        en: "Ban private media, lend out only encrypted media against a register, and at disposal witness the physical destruction or obtain a certificate of it.",
      },
    },
    {
      id: "device-loss",
      family: "loss",
      name: { ja: "PC・携帯端末の紛失・盗難", en: "Loss or theft of a device" },
      definition: {
        ja: "パソコン、タブレット、携帯電話、カメラなどの機器を紛失し、または盗まれたもの。書類も入ったかばんごと失った場合は、本文が先に挙げるものを主な原因とする。",
        en: "A computer, tablet, phone or camera was lost or stolen. Where a bag with a device and papers was lost, what the text names first decides.",
      },
      veris: { action: "error", variety: "Loss" },
      jnsa: "紛失・置忘れ",
      advice: {
        ja: "持ち出す端末はすべてストレージを暗号化し、遠隔でロックや消去ができる管理ツールに登録し、端末に個人情報を保存しない運用にする。",
        en: "Encrypt every device that leaves the office, enrol it in a tool that can lock and wipe it remotely, and keep personal data off its local storage.",
      },
    },
    {
      id: "paper-loss",
      family: "loss",
      name: { ja: "書類の紛失・盗難・誤廃棄", en: "Loss, theft or wrong disposal of paper" },
      definition: {
        ja: "紙の書類やフィルムを紛失し、盗まれ、人目に触れる状態で放置し、または誤って廃棄したもの。誤った相手に渡した場合は「郵便・FAX・手渡しの誤り」とする。",
        en: "Paper or film was lost, stolen, left open to view or wrongly disposed of. Paper handed to the wrong person is postal-misdelivery.",
      },
      veris: { action: "error", variety: "Loss" },
      jnsa: "紛失・置忘れ",
      advice: {
        ja: "個人情報を含む書類は施錠して保管し、持ち出しと返却を台帳に記録し、廃棄は保存期限の一覧と照合してから二人で行う。",
        en: "Keep papers with personal data locked up, record each removal and return, and let two people check the retention list before anything is thrown away.",
      },
    },
    {
      id: "ransomware",
      family: "attack",
      name: { ja: "ランサムウェア", en: "Ransomware" },
      definition: {
        ja: "データを暗号化して使えなくするマルウェアの被害を受け、情報が窃取されたもの、またはそのおそれが生じたもの。侵入の経路が機器の脆弱性やフィッシングであっても、暗号化を伴えばこれとする。",
        en: "Malware that encrypts data struck the systems, and information was or may have been taken. However the attacker came in, by a weakness or by phishing, encryption decides.",
      },
      veris: { action: "malware", variety: "Ransomware" },
      jnsa: "ワーム・ウイルス",
      advice: {
        ja: "VPN 機器の更新と多要素認証で侵入口をふさぎ、ネットワークから切り離したバックアップを保管して復元の訓練を定期的に行う。",
        en: "Close the way in by patching VPN appliances and requiring multi-factor authentication, and keep backups off the network that you regularly practise restoring.",
      },
    },
    {
      id: "malware-infection",
      family: "attack",
      name: { ja: "マルウェア感染", en: "Malware infection" },
      definition: {
        ja: "Emotet など、ランサムウェア以外のマルウェアに端末やサーバーが感染し、情報が流出したもの、またはそのおそれが生じたもの。Emotet に感染した端末の情報をもとに、なりすましメールが送られた場合も含む。",
        en: "Malware other than ransomware (Emotet and the like) infected a computer, and information leaked or may have leaked. Spoofed mail that Emotet sends out belongs here.",
      },
      veris: { action: "malware", variety: "Unknown" },
      jnsa: "ワーム・ウイルス",
      advice: {
        ja: "文書のマクロを既定で無効にして端末の挙動を監視する製品を導入し、不審な添付ファイルを開いた者が直ちに回線を切って届け出る手順を周知する。",
        en: "Disable document macros by default, monitor endpoints for odd behaviour, and teach staff to disconnect and report at once when they have opened a suspicious attachment.",
      },
    },
    {
      id: "web-skimming",
      family: "attack",
      name: { ja: "ECサイト改ざん・カード情報窃取", en: "Web skimming" },
      definition: {
        ja: "EC サイトや決済ページが改ざんされ、クレジットカード情報などが窃取されたもの。本文に脆弱性や不正アクセスと書かれていても、改ざんによりカード情報が盗まれていればこれとする。",
        en: "A shop or payment page was tampered with and card data was taken. This holds even where the text also speaks of a vulnerability or of unauthorised access.",
      },
      veris: { action: "malware", variety: "Capture app data" },
      jnsa: "不正アクセス",
      advice: {
        ja: "EC システムと拡張機能を最新に保ち、管理画面の接続元を限定し、決済ページのスクリプトの変更を検知する監視を設ける。",
        en: "Keep the shop system and its extensions up to date, restrict who can reach its admin pages, and monitor the scripts of the payment page for changes.",
      },
    },
    {
      id: "account-takeover",
      family: "attack",
      name: { ja: "アカウント乗っ取り", en: "Account takeover" },
      definition: {
        ja: "フィッシングやパスワードリスト攻撃などにより、第三者が他人のアカウントを使ってサービスやメールに不正にログインしたもの。乗っ取られたメールアカウントから迷惑メールが送信された場合も含む。",
        en: "Someone used another person's account, by phishing, a password list attack or the like. A hijacked mailbox that sends spam belongs here.",
      },
      veris: { action: "hacking", variety: "Use of stolen creds" },
      jnsa: "不正アクセス",
      advice: {
        ja: "多要素認証を必須とし、漏えいが知られたパスワードの登録を拒み、普段と異なる場所や端末からのログインを検知して遮断する。",
        en: "Require multi-factor authentication, refuse passwords known from leaks, and detect and block logins from unusual places or devices.",
      },
    },
    {
      id: "social-engineering",
      family: "attack",
      name: { ja: "サポート詐欺・なりすまし", en: "Support scam or impersonation" },
      definition: {
        ja: "偽の警告画面によるサポート詐欺や、関係者を装う電話・メールなどで人がだまされ、端末を遠隔操作されたり情報を渡したりしたもの。だまし取られた認証情報でアカウントにログインされた場合は「アカウント乗っ取り」とする。",
        en: "A person was talked into it: a support scam with a false warning, remote control of the computer, or someone who posed as a partner. Where stolen credentials were then used to log in, it is account-takeover.",
      },
      veris: { action: "social", variety: "Scam" },
      jnsa: "不正アクセス",
      advice: {
        ja: "警告画面に出た番号には電話せず直ちに情報システム担当へ連絡することを訓練で身につけさせ、許可のない遠隔操作ソフトは実行できないようにする。",
        en: "Drill staff to call the IT desk and never the number in a warning, and block remote-control software that has not been approved.",
      },
    },
    {
      id: "intrusion",
      family: "attack",
      name: { ja: "不正アクセス（侵入）", en: "Intrusion" },
      definition: {
        ja: "脆弱性を突いたサーバーへの侵入など、外部からの不正アクセスのうち、ほかの原因に当てはまらないもの。データの暗号化、改ざんによるカード情報の窃取、アカウントの乗っ取りと分かる場合は、それぞれの原因とする。",
        en: "Any other unauthorised access from outside, such as a break-in through a vulnerability. Where the text shows encryption, card data taken by tampering or a hijacked account, that cause goes first.",
      },
      veris: { action: "hacking", variety: "Unknown" },
      jnsa: "不正アクセス",
      advice: {
        ja: "外部に公開している機器とソフトウェアを台帳で把握して修正プログラムを速やかに適用し、ログを保存して不審な通信を監視する。",
        en: "Keep an inventory of everything that faces the internet, patch it promptly, and retain and watch the logs for suspicious traffic.",
      },
    },
    {
      id: "insider-misuse",
      family: "insider",
      name: { ja: "内部不正・持ち出し", en: "Insider misuse" },
      definition: {
        ja: "役職員、委託先の従業員、退職者などが、正当な権限なく情報を持ち出し、閲覧し、または利用したもの。記録媒体に入れて意図的に持ち去った場合も含む。",
        en: "An insider, a contractor's staff or former staff took, viewed or used data without right. Media carried off on purpose belongs here.",
      },
      veris: { action: "misuse", variety: "Privilege abuse" },
      jnsa: "内部犯罪・内部不正行為",
      advice: {
        ja: "権限を職務に必要な範囲に絞り、大量のダウンロードや媒体への書き出しを記録して警告し、退職や契約終了の当日にアカウントを停止する。",
        en: "Limit rights to what each job needs, log and flag bulk downloads and copies to media, and close accounts on the day that people or contractors leave.",
      },
    },
    {
      id: "undetermined",
      family: "other",
      name: { ja: "原因不明・調査中", en: "Cause not known" },
      definition: {
        ja: "漏えいやそのおそれのある事故の報告であるが、本文に原因が示されていないもの。原因を調査中とする第一報や、原因に触れない続報がこれに当たる。",
        en: "An incident is reported, but the text gives no cause. First reports that are still investigating, and follow-ups that do not mention a cause, belong here.",
      },
      veris: { action: "unknown", variety: null },
      jnsa: "不明",
      advice: {
        ja: "ログと機器を保全して専門機関の調査に委ね、判明した原因と影響の範囲を続報で公表する。",
        en: "Preserve logs and equipment for a forensic investigation, and publish the cause and the extent in a follow-up once they are known.",
      },
    },
    {
      id: "not-a-notice",
      family: "other",
      name: { ja: "漏えい通知ではない", en: "Not a breach notice" },
      definition: {
        ja: "注意喚起、製品紹介、統計、法令の解説、脆弱性情報、障害や製品回収のお知らせなど、一件の漏えい事故の報告ではないもの。複数の事故のまとめや事故を例に引く助言も含むが、一件の事故を伝える記事はその事故の原因に分類する。",
        en: "Not a report of one incident: advice, a product page, statistics, law, vulnerability news, an outage or a recall. A round-up of several incidents belongs here, but a story about one incident gets that incident's cause.",
      },
      veris: null,
      jnsa: "その他",
      advice: {
        ja: "個別の対応は要しないが、取り上げられた手口や事例が自組織にも当てはまらないかを点検する。",
        en: "No response is called for, but check whether the methods or cases that the text describes could apply to your own organisation.",
      },
    },
  ],
  borders: [
    {
      causes: ["public-bucket", "web-directory-exposed", "access-control-misconfig"],
      ja: "「設定不備」は、クラウドのストレージやデータベースとあれば public-bucket、Web サーバーのフォルダーとあれば web-directory-exposed、利用者・部署・会社の間の権限とあれば access-control-misconfig。",
      en: 'A "wrong setting" with cloud storage or a cloud database is public-bucket; with a folder on the web server, web-directory-exposed; with permissions between users, offices or companies, access-control-misconfig.',
    },
    {
      causes: ["form-results-exposed", "web-directory-exposed", "software-defect"],
      ja: "フォーム製品の設定は form-results-exposed。自作フォームの添付先に届いたものは web-directory-exposed。プログラムが他人の入力を見せたものは software-defect。",
      en: "A form product's setting is form-results-exposed; uploads of a self-built form that could be reached, web-directory-exposed; a program that showed another's entries, software-defect.",
    },
    {
      causes: ["form-results-exposed", "cloud-sharing-public"],
      ja: "フォーム製品自身の集計・一覧・共同編集から回答が見えたものは form-results-exposed。連携したシートやフォルダーの共有は cloud-sharing-public。",
      en: "Answers seen in the form product itself, by its summary, list or co-editing link, are form-results-exposed; a linked sheet or folder shared too widely is cloud-sharing-public.",
    },
    {
      causes: ["web-skimming", "intrusion"],
      ja: "店の画面の改ざんでカード情報が取られたものは、脆弱性や不正アクセスとあっても web-skimming。店頭のレジのマルウェアは malware-infection。",
      en: "Card data taken by tampering with a shop's pages is web-skimming, whatever else the text says; malware on tills in a shop is malware-infection.",
    },
    {
      causes: ["ransomware", "malware-infection", "account-takeover"],
      ja: "暗号化するものは ransomware。メールアカウントが踏み台にされたものは account-takeover。Emotet のなりすましメールは malware-infection。",
      en: "Malware that encrypts is ransomware; a mailbox used to send spam, account-takeover; Emotet's spoofed mail, malware-infection.",
    },
    {
      causes: ["malware-infection", "account-takeover"],
      ja: "情報を盗むマルウェアは malware-infection とし、盗まれた認証情報でログインされていれば account-takeover を二番目に加える。",
      en: "An infostealer is malware-infection, with account-takeover second where the stolen credentials were used.",
    },
    {
      causes: ["malware-infection", "insider-misuse"],
      ja: "Winny などの暴露ウイルスは、無断の持ち帰りが背景にあっても malware-infection。",
      en: "A leak by a virus in Winny and the like is malware-infection, even where the data had been taken home without leave.",
    },
    {
      causes: ["email-misdelivery", "wrong-publication"],
      ja: "メールに誤ったファイルを付けたものは email-misdelivery。Web サイトや多数が見る学級のページに載せたものは wrong-publication。宛先一覧そのものの添付は email-misdelivery。",
      en: "The wrong file by e-mail is email-misdelivery; on a website or a class page for many, wrong-publication; the address list itself attached, email-misdelivery.",
    },
    {
      causes: ["wrong-publication", "postal-misdelivery"],
      ja: "会報、報道資料、掲示など不特定の人に向けた紙は wrong-publication。個々の相手に渡したものは postal-misdelivery。",
      en: "Paper for anybody, such as a bulletin, press material or a notice board, is wrong-publication; paper given to persons, postal-misdelivery.",
    },
    {
      causes: ["insider-misuse", "usb-loss"],
      ja: "故意に持ち出した媒体は insider-misuse、見失った媒体は usb-loss。廃棄業者が転売したディスクは usb-loss で、従業員が取ったときは insider-misuse を二番目に加える。かばんごと失ったときは、先に挙げられたもの。",
      en: "Media carried off on purpose are insider-misuse, mislaid ones usb-loss; disks resold by a disposal firm, usb-loss, with insider-misuse second where staff took them; of a bag's content, what the text puts first.",
    },
    {
      causes: ["device-loss", "usb-loss"],
      ja: "消去しないまま売り、返し、捨てた機器は device-loss、媒体だけなら usb-loss。録音機、カメラ、腕時計型の端末は機器。",
      en: "A device sold, returned or discarded without erasing is device-loss, a medium alone usb-loss; recorders, cameras and wearables are devices.",
    },
    {
      causes: ["postal-misdelivery", "usb-loss", "device-loss"],
      ja: "媒体や機器を誤った相手に送り、または渡したものは postal-misdelivery。",
      en: "A medium or device sent or handed to the wrong person is postal-misdelivery.",
    },
    {
      causes: ["cloud-sharing-public", "access-control-misconfig"],
      ja: "クラウドのチームやグループを組織全体に開いたものは cloud-sharing-public。業務システムや SaaS の権限、ゲストの権限は access-control-misconfig。",
      en: "A cloud team or group opened to the whole organisation is cloud-sharing-public; permissions of a business system or SaaS, those of guests included, access-control-misconfig.",
    },
    {
      causes: ["bcc-mistake", "software-defect"],
      ja: "配信ツール、予定表の招待、SMS のグループが宛先を全員に見せたものも bcc-mistake。プログラムの誤りによるときは software-defect を二番目に加える。",
      en: "Addresses or numbers shown to all by a mailing tool, a calendar invitation or an SMS group are bcc-mistake too; where a program fault did it, software-defect is second.",
    },
    {
      causes: ["postal-misdelivery", "email-misdelivery", "software-defect"],
      ja: "手作業による印刷・封入・差し込みの誤りは、送った手段に応じた誤送付・誤送信。プログラムによるときは software-defect とし、郵送なら postal-misdelivery を二番目に加える。",
      en: "Wrong printing, enclosing or merging by hand is the misdelivery of its channel; by a program it is software-defect, with postal-misdelivery second where it was posted.",
    },
    {
      causes: ["credential-exposed", "wrong-publication", "web-directory-exposed"],
      ja: "公開された写真、資料、フォルダーから鍵やパスワードが読めたものは credential-exposed。",
      en: "Keys or passwords readable in published photos, papers or folders are credential-exposed.",
    },
    {
      causes: ["social-engineering", "account-takeover", "paper-loss"],
      ja: "人をだまして情報や書類を渡させ、または遠隔操作させたものは social-engineering。だまし取られた認証情報でログインされたものは account-takeover。",
      en: "A person talked into handing over data or papers, or remote control, is social-engineering; where phished credentials were used to log in, account-takeover.",
    },
    {
      causes: ["email-misdelivery", "bcc-mistake"],
      ja: "返信が登録者全員に回ったメーリングリストは、アドレスの表示ではなく本文が届いたものなので email-misdelivery。",
      en: "A mailing list that relayed replies to all its members is email-misdelivery: what went out are the messages.",
    },
    {
      causes: ["software-defect", "access-control-misconfig"],
      ja: "キャッシュや CDN が別の人の画面を見せたものは、設定によるときも software-defect。",
      en: "A cache or CDN that served another person's page is software-defect, even where a setting was wrong.",
    },
    {
      causes: ["wrong-publication", "paper-loss"],
      ja: "待合室の画面、放送、配信など、居合わせただれもが見聞きできる形で流したものは wrong-publication。",
      en: "Shown or said to whoever was there, on a screen, over loudspeakers or in a stream, is wrong-publication.",
    },
    {
      causes: ["form-results-exposed", "wrong-publication"],
      ja: "回答の集計や編集画面へのリンクを案内に載せたものも form-results-exposed。",
      en: "A link to a form's results or edit page handed to respondents is form-results-exposed too.",
    },
    {
      causes: ["malware-infection", "web-skimming", "insider-misuse"],
      ja: "店頭の端末のカード情報を盗むマルウェアは malware-infection。自宅に持ち帰ったデータがファイル共有ソフトのウイルスで流出したものも同じ。",
      en: "Malware that takes card data from terminals in a shop is malware-infection; so is data taken home and leaked by a file sharing virus.",
    },
    {
      causes: ["not-a-notice", "undetermined"],
      ja: "複数の事故のまとめや、事故を例に引く助言は not-a-notice。一件の事故についての記事、判決、コラムはその事故の原因。",
      en: "A round-up of several incidents, or advice that tells incidents as examples, is not-a-notice; a story, ruling or column about one incident gets that incident's cause.",
    },
    {
      causes: ["undetermined", "not-a-notice"],
      ja: "事故はあったが原因を述べない第一報や続報、原因が分からないままの最終報、原因を公表しないとするものは undetermined。漏えいがなかったとして疑いを取り下げるものは not-a-notice。",
      en: "A report that gives no cause, withholds it, or closes without finding it is undetermined; one that withdraws a suspicion because nothing leaked is not-a-notice.",
    },
    {
      causes: ["software-defect", "web-directory-exposed", "intrusion"],
      ja: "アドレスの番号を変えると他人のページが出たものは、本人確認を欠くプログラムなので software-defect。アドレスを知ればファイルを開けたものは web-directory-exposed。脆弱性として攻撃されたことを述べるものは intrusion。",
      en: "Another person's page by changing a number in the address is a program without the check, software-defect; a file that opens to whoever knows its address, web-directory-exposed; told as an attack on a vulnerability, intrusion.",
    },
    {
      causes: ["email-misdelivery", "postal-misdelivery", "access-control-misconfig"],
      ja: "SMS、チャット、AirDrop で誤った相手に送ったもの、綴りを誤ったドメインへの自動転送は email-misdelivery。",
      en: "Sent to the wrong person by SMS, chat or AirDrop, or forwarded automatically to a misspelt domain, is email-misdelivery.",
    },
    {
      causes: ["insider-misuse", "wrong-publication"],
      ja: "職員が客や患者のことを故意に SNS に書いたものは insider-misuse。",
      en: "Staff who post about customers or patients on purpose are insider-misuse.",
    },
    {
      causes: ["credential-exposed", "intrusion"],
      ja: "公開した鍵が他人に使われたものは credential-exposed とし、侵入が述べられていれば intrusion を二番目に加える。",
      en: "A published key that strangers then used is credential-exposed, with intrusion second where it is told.",
    },
    {
      causes: ["ransomware", "intrusion"],
      ja: "暗号化せずにデータを盗んでゆするものは、集団の名にかかわらず intrusion。",
      en: "Data stolen for extortion without encryption is intrusion, whatever the gang is known for.",
    },
  ],
} as const;
