<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>AccountForm</name>
    <message>
        <source>&amp;Generate</source>
        <translation>自動で作る(&amp;G)</translation>
    </message>
    <message>
        <source>Do not &amp;save (Esc)</source>
        <translation>やめて戻る（Esc）</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>ユーザー名</translation>
    </message>
    <message>
        <source>Letters, figures, “.”, “_” and “-”.</source>
        <translation>ログインに使う名前です。文字、数字、「.」「_」「-」が使えます。</translation>
    </message>
    <message>
        <source>Display name</source>
        <translation>表示名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>役割</translation>
    </message>
    <message>
        <source>Client companies to answer for</source>
        <translation>応対する委託元</translation>
    </message>
    <message>
        <source>First password</source>
        <translation>初回パスワード</translation>
    </message>
    <message>
        <source>At least {count} characters. It has to be changed at the first sign-in.</source>
        <translation>{count} 文字以上。本人が初めてログインしたときに変更します。</translation>
    </message>
    <message>
        <source>Add a user</source>
        <translation>ユーザーの追加</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>追加する(&amp;A)</translation>
    </message>
    <message>
        <source>New first password for {name}</source>
        <translation>{name} のパスワード再設定</translation>
    </message>
    <message>
        <source>This account is disabled. A new password enables it again.</source>
        <translation>このアカウントは無効です。パスワードを再設定すると、また使えるようになります。</translation>
    </message>
    <message>
        <source>Set the new &amp;password</source>
        <translation>再設定する(&amp;P)</translation>
    </message>
    <message>
        <source>Please fill this in.</source>
        <translation>入力してください。</translation>
    </message>
</context>
<context>
    <name>ApprovalPane</name>
    <message>
        <source>Fields to show</source>
        <translation>表示する項目</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Which fields? (numbers)</source>
        <translation>どの項目を表示しますか（数字キー）</translation>
    </message>
    <message>
        <source>Choose the fields that are needed, and no more.</source>
        <translation>必要な項目だけを選んでください。</translation>
    </message>
    <message>
        <source>The policy gives no reason for this. Ask an administrator.</source>
        <translation>運用方針に承認の理由が定められていません。管理者に連絡してください。</translation>
    </message>
    <message>
        <source>The lead types their own user name here.</source>
        <translation>リーダー本人が、自分のユーザー名を入力してください。</translation>
    </message>
    <message>
        <source>The lead types their own password here.</source>
        <translation>リーダー本人が、自分のパスワードを入力してください。</translation>
    </message>
    <message>
        <source>The lead&apos;s user name</source>
        <translation>リーダーのユーザー名</translation>
    </message>
    <message>
        <source>The lead&apos;s password</source>
        <translation>リーダーのパスワード</translation>
    </message>
    <message>
        <source>Why? (number)</source>
        <translation>理由（数字キー）</translation>
    </message>
</context>
<context>
    <name>Approving</name>
    <message>
        <source>The policy gives no reason for which a lead may approve. Ask an administrator.</source>
        <translation>運用方針に、リーダーが承認できる理由が定められていません。管理者に連絡してください。</translation>
    </message>
    <message>
        <source>Take answers for this customer again today</source>
        <translation>このお客様の本人確認を、本日もう一度できるようにする</translation>
    </message>
    <message>
        <source>Show fields without the check (emergency)</source>
        <translation>本人確認なしで項目を表示する（緊急開示）</translation>
    </message>
    <message>
        <source>What does the lead approve?</source>
        <translation>リーダーに何を承認してもらいますか？</translation>
    </message>
    <message>
        <source>The attempts of today are used up for this customer, whoever made them.</source>
        <translation>このお客様の本日の確認回数は、ほかの担当者の分も含めて上限に達しています。</translation>
    </message>
    <message>
        <source>Saved memos</source>
        <translation>保存されたメモ</translation>
    </message>
    <message>
        <source>Emergency showing</source>
        <translation>緊急開示</translation>
    </message>
    <message>
        <source>Shows fields in this call without the identity check, in the lead&apos;s name.</source>
        <translation>リーダーの責任で、この通話に限り、本人確認なしで項目を表示します。</translation>
    </message>
    <message>
        <source>Approve and open</source>
        <translation>承認して表示できるようにする</translation>
    </message>
    <message>
        <source>Take answers again</source>
        <translation>確認回数の上限を解除</translation>
    </message>
    <message>
        <source>Gives this customer the attempts of a day anew; the identity check goes on.</source>
        <translation>このお客様の本日の確認回数を元に戻します。本人確認はそのまま続けます。</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>承認する</translation>
    </message>
    <message>
        <source>First type what the caller says, for example the number; then F11.</source>
        <translation>先に、お客様から伺った番号などを入力してから F11 を押してください。</translation>
    </message>
    <message>
        <source>Search with a lead&apos;s approval</source>
        <translation>リーダーの承認で探す</translation>
    </message>
    <message>
        <source>Searches among the customers too whom only a lead may open. Do not say or hint whether somebody is registered; the identity check follows as for anyone.</source>
        <translation>リーダーだけが開けるお客様（秘匿対象）も含めて探します。ご登録の有無は、お伝えもほのめかしもしないでください。本人確認はいつもどおり行います。</translation>
    </message>
    <message>
        <source>Approve and search</source>
        <translation>承認して探す</translation>
    </message>
    <message>
        <source>It is always put on the review list and looked at afterwards by somebody else.</source>
        <translation>承認は必ず記録に残り、後日、別の担当者が確認します。</translation>
    </message>
    <message>
        <source>Approved by {lead}. It will be reviewed.</source>
        <translation>{lead}さんが承認しました。後日、内容を確認します。</translation>
    </message>
    <message>
        <source>Approved. It will be reviewed.</source>
        <translation>承認されました。後日、内容を確認します。</translation>
    </message>
</context>
<context>
    <name>Auditors</name>
    <message>
        <source>Add the &amp;key</source>
        <translation>鍵を追加(&amp;K)</translation>
    </message>
    <message>
        <source>An auditor makes a pair of keys on a machine of their own (operator-console auditor-key) and gives you the code. Whoever has the other half can then check the seal of every entry in an export.</source>
        <translation>監査担当は、自分の端末で鍵の組を作り（operator-console auditor-key）、公開鍵のコードを管理者に渡します。追加すると、対になる秘密鍵を持つ監査担当が、書き出した記録の封印を 1 件ずつ確かめられます。</translation>
    </message>
    <message>
        <source>A&amp;uditor&apos;s key</source>
        <translation>監査担当の公開鍵(&amp;U)</translation>
    </message>
    <message>
        <source>14 groups of 4 characters.</source>
        <translation>4 文字ずつ 14 組のコードです。</translation>
    </message>
    <message>
        <source>As it was written down at the set-up; only it opens what the auditor is given.</source>
        <translation>初期設定のときに書き写したものです。監査担当に渡す鍵は、復旧キーがないと取り出せません。</translation>
    </message>
    <message>
        <source>Reco&amp;very key</source>
        <translation>復旧キー(&amp;V)</translation>
    </message>
    <message>
        <source>Auditors&apos; keys</source>
        <translation>監査担当の鍵</translation>
    </message>
    <message>
        <source>No auditor has a key yet: nobody outside this machine can check the seals.</source>
        <translation>監査担当の鍵は、まだ登録されていません。この端末の外では、だれも記録の封印を確かめられません。</translation>
    </message>
    <message>
        <source>Type the code of the auditor&apos;s key.</source>
        <translation>監査担当の公開鍵のコードを入力してください。</translation>
    </message>
    <message>
        <source>Type the recovery key.</source>
        <translation>復旧キーを入力してください。</translation>
    </message>
    <message>
        <source>The auditor&apos;s key has been added. It counts from the next export on.</source>
        <translation>監査担当の鍵を追加しました。次の書き出しから使えます。</translation>
    </message>
</context>
<context>
    <name>BackupPage</name>
    <message>
        <source>&amp;Save a backup … (Ctrl+S)</source>
        <translation>バックアップを保存 …（Ctrl+S）</translation>
    </message>
    <message>
        <source>Everything that the vault needs goes into one file, as encrypted as here: customers, log, users and policy. Others can go on working meanwhile.</source>
        <translation>顧客、操作記録、ユーザー、運用方針など、保管庫に必要なものすべてを、暗号化されたまま 1 つのファイルに保存します。ほかの人の作業は止まりません。</translation>
    </message>
    <message>
        <source>What to mind</source>
        <translation>バックアップの扱い</translation>
    </message>
    <message>
        <source>Keep it on another drive, away from this machine, and more than one of them: a fault may be noticed late.</source>
        <translation>この端末とは別のディスクに、離れた場所で保管してください。異常に気づくのが遅れることもあるため、何回分か残してください。</translation>
    </message>
    <message>
        <source>The secret of this device is not in it. On another machine the recovery key opens it: keep that apart from the backups.</source>
        <translation>この端末の鍵は入っていません。別の端末で戻すときは復旧キーが必要です。復旧キーは、バックアップとは別に保管してください。</translation>
    </message>
    <message>
        <source>Whoever has a backup and the recovery key has the vault. Old backups keep memos and values that are gone since, and users who have been disabled: destroy them when their time is over.</source>
        <translation>バックアップと復旧キーがそろえば、保管庫の中身を読み取れます。古いバックアップには、その後に廃棄したメモや書き換えた情報、無効にしたユーザーも残っています。保管期間が過ぎたものは確実に廃棄してください。</translation>
    </message>
    <message>
        <source>To put one back, choose “Restore from a backup” where the console makes, recovers or cannot open a vault, or use the restore command. What lies there is kept under another name.</source>
        <translation>戻すときは、初期設定、復旧、または保管庫を開けないときの画面で「バックアップから戻す」を選びます（restore コマンドも使えます）。今ある保管庫は、名前を変えて残します。</translation>
    </message>
    <message>
        <source>A backup is being made.</source>
        <translation>バックアップの途中です。</translation>
    </message>
    <message>
        <source>Save a backup</source>
        <translation>バックアップを保存</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>もう一度調べる</translation>
    </message>
    <message>
        <source>No backup yet</source>
        <translation>バックアップなし</translation>
    </message>
    <message>
        <source>{days} days old</source>
        <translation>{days} 日前</translation>
    </message>
    <message>
        <source>Made today</source>
        <translation>24 時間以内</translation>
    </message>
    <message>
        <source>When this machine breaks, nothing can be put back. Save a backup to another drive now.</source>
        <translation>この端末が壊れると、元に戻せません。別のディスクにバックアップを保存してください。</translation>
    </message>
    <message>
        <source>Last backup: {made}, by {user}, {size}. {entries} entries have been written to the log since then.</source>
        <translation>最後のバックアップ：{made}（{user}、{size}）。その後、操作記録に {entries} 件が書かれています。</translation>
    </message>
    <message>
        <source>Last backup: {made}, from which this vault was restored. {entries} entries have been written to the log since then.</source>
        <translation>最後のバックアップ：{made}（この保管庫を戻したもの）。その後、操作記録に {entries} 件が書かれています。</translation>
    </message>
    <message>
        <source>vault_{day}.{suffix}</source>
        <translation>保管庫_{day}.{suffix}</translation>
    </message>
    <message>
        <source>{name}: {customers} customers, {entries} entries of the log, {size}. It was checked page by page and read back.</source>
        <translation>{name}：顧客 {customers} 件、操作記録 {entries} 件、{size}。全体を検査し、書き込んだ内容を読み直して確かめました。</translation>
    </message>
    <message>
        <source>The backup has been saved.</source>
        <translation>バックアップを保存しました。</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>バックアップ</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Memo not saved (F4)</source>
        <translation>メモ未保存（F4）</translation>
    </message>
    <message>
        <source>Ready for the next call</source>
        <translation>次のお電話をお待ちしています</translation>
    </message>
    <message>
        <source>For the customer: {who}</source>
        <translation>代理：{who}</translation>
    </message>
    <message>
        <source>The customer</source>
        <translation>ご本人</translation>
    </message>
    <message>
        <source>1 Purpose</source>
        <translation>1 用件</translation>
    </message>
    <message>
        <source>2 Find</source>
        <translation>2 お客様の特定</translation>
    </message>
    <message>
        <source>3 Check</source>
        <translation>3 本人確認</translation>
    </message>
    <message>
        <source>4 Show</source>
        <translation>4 ご案内</translation>
    </message>
</context>
<context>
    <name>Blank</name>
    <message>
        <source>Hidden while another window is in front</source>
        <translation>別のウィンドウを使用中のため、画面を隠しています</translation>
    </message>
    <message>
        <source>Come back to this window to go on where you were.</source>
        <translation>このウィンドウに戻ると、元の画面から続けられます。</translation>
    </message>
</context>
<context>
    <name>CallBackPane</name>
    <message>
        <source>Say this before you hang up</source>
        <translation>切る前に、このようにお伝えください</translation>
    </message>
    <message>
        <source>Dial the number on file</source>
        <translation>登録の番号へ発信する</translation>
    </message>
    <message>
        <source>I have dialled it by hand</source>
        <translation>手動で折り返す</translation>
    </message>
    <message>
        <source>Call back to confirm</source>
        <translation>折り返し確認</translation>
    </message>
    <message>
        <source>This calls the {field} on file, whatever number the caller rang from. The number is not shown, and everything is masked until the call is answered.</source>
        <translation>どの番号からのお電話でも、登録の{field}へ折り返します。番号は画面に出ません。結果を記録するまで、すべての項目を隠します。</translation>
    </message>
    <message>
        <source>I will call you back at the number that we have on file. Please hang up and wait a moment.</source>
        <translation>ご登録のお電話番号へ、こちらから折り返しお電話いたします。一度お切りになってお待ちください。</translation>
    </message>
</context>
<context>
    <name>CallDesk</name>
    <message>
        <source>A call is open. End it first (F12).</source>
        <translation>通話中です。先に通話を終了してください（F12）。</translation>
    </message>
    <message>
        <source>While the call-back rings there is nobody to put on hold.</source>
        <translation>折り返しの途中は保留にできません。先に、つながったかどうかを記録してください。</translation>
    </message>
    <message>
        <source>The call has ended.</source>
        <translation>通話を終了しました。</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>通話</translation>
    </message>
</context>
<context>
    <name>CallKeys</name>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Take the caller back</source>
        <translation>保留を解除</translation>
    </message>
    <message>
        <source>Back to the call</source>
        <translation>通話に戻る</translation>
    </message>
    <message>
        <source>Press the button</source>
        <translation>ボタンを押す</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>番号で選ぶ</translation>
    </message>
    <message>
        <source>Say how it went</source>
        <translation>結果を記録</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>Read this one</source>
        <translation>この言葉を読む</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移動</translation>
    </message>
    <message>
        <source>Phrases or questions</source>
        <translation>言い回し／ご質問</translation>
    </message>
    <message>
        <source>Note for the person in charge</source>
        <translation>担当者へ（メモに書く）</translation>
    </message>
    <message>
        <source>Save the memo</source>
        <translation>メモを保存</translation>
    </message>
    <message>
        <source>Memo or history</source>
        <translation>メモ／履歴</translation>
    </message>
    <message>
        <source>Show a saved memo</source>
        <translation>履歴を表示</translation>
    </message>
    <message>
        <source>Dispose of a memo of this call</source>
        <translation>この通話のメモを廃棄</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Choose; show or mask a field</source>
        <translation>選ぶ・項目を表示／伏せる</translation>
    </message>
    <message>
        <source>That line, or that field, also while typing</source>
        <translation>番号の行や項目へ（入力中も）</translation>
    </message>
    <message>
        <source>Move; another line or question</source>
        <translation>移動・別の項目へ</translation>
    </message>
    <message>
        <source>How the call-back went</source>
        <translation>折り返しの結果</translation>
    </message>
    <message>
        <source>Decide, search, compare</source>
        <translation>決定・検索・照合</translation>
    </message>
    <message>
        <source>Next; memo or history</source>
        <translation>次の欄へ・メモ⇔履歴</translation>
    </message>
    <message>
        <source>Save the memo; for the person in charge</source>
        <translation>メモを保存・担当者へ</translation>
    </message>
    <message>
        <source>Copy the shown field, where that is allowed</source>
        <translation>表示中の項目をコピー（許可された項目だけ）</translation>
    </message>
    <message>
        <source>Mask everything; back</source>
        <translation>すべて伏せる・戻る</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>決定</translation>
    </message>
    <message>
        <source>Another button</source>
        <translation>別のボタン</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>検索</translation>
    </message>
    <message>
        <source>Another line</source>
        <translation>別の項目</translation>
    </message>
    <message>
        <source>That line</source>
        <translation>番号の項目へ</translation>
    </message>
    <message>
        <source>Also while typing</source>
        <translation>入力中でも</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>用件</translation>
    </message>
    <message>
        <source>Approval</source>
        <translation>リーダー承認</translation>
    </message>
    <message>
        <source>Another question</source>
        <translation>別の項目</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>照合</translation>
    </message>
    <message>
        <source>Show or mask</source>
        <translation>表示／伏せる</translation>
    </message>
    <message>
        <source>Mask everything</source>
        <translation>すべて伏せる</translation>
    </message>
    <message>
        <source>Check or customer</source>
        <translation>確認欄⇔お客様情報</translation>
    </message>
    <message>
        <source>Another customer</source>
        <translation>別のお客様</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>折り返し</translation>
    </message>
    <message>
        <source>Who is calling</source>
        <translation>通話の相手</translation>
    </message>
    <message>
        <source>Phrases</source>
        <translation>言い回し</translation>
    </message>
    <message>
        <source>Memo</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>End the call</source>
        <translation>通話を終了</translation>
    </message>
</context>
<context>
    <name>CallingBack</name>
    <message>
        <source>The policy knows no call-back. Hand over to a lead (F11).</source>
        <translation>折り返しの定めがありません。リーダーに引き継いでください（F11）。</translation>
    </message>
    <message>
        <source>A call-back comes after the identity check. Go on with the questions first.</source>
        <translation>折り返しは本人確認の後に行います。先に確認を続けてください。</translation>
    </message>
    <message>
        <source>The call-back was answered. What needed it can be shown now.</source>
        <translation>折り返しで確認できました。折り返しが必要な項目も表示できます。</translation>
    </message>
    <message>
        <source>The call-back did not reach the customer. Try again (F5), or tell nothing that needs it.</source>
        <translation>折り返しでは確認できませんでした。もう一度折り返すか（F5）、折り返しが必要な項目はお伝えせずに進めてください。</translation>
    </message>
</context>
<context>
    <name>CallingPane</name>
    <message>
        <source>Calling back</source>
        <translation>折り返し中</translation>
    </message>
    <message>
        <source>Say this when somebody answers</source>
        <translation>電話に出られたら、このようにお伝えください</translation>
    </message>
    <message>
        <source>Thank you for waiting. May I have your full name, please?</source>
        <translation>お待たせいたしました。恐れ入りますが、お名前をフルネームでお願いいたします。</translation>
    </message>
    <message>
        <source>1  Whom I spoke with answered</source>
        <translation>1&#x3000;お話ししていた方が出た</translation>
    </message>
    <message>
        <source>2  Nobody answered, or somebody else</source>
        <translation>2&#x3000;出ない・別の方が出た</translation>
    </message>
    <message>
        <source>Everything is masked and the number is not shown. If somebody else answers, say nothing about the customer.</source>
        <translation>すべての項目を隠しています。番号も画面に出ません。別の方が出たときは、お客様のことは何もお伝えしないでください。</translation>
    </message>
</context>
<context>
    <name>CapsHint</name>
    <message>
        <source>Caps Lock is on.</source>
        <translation>Caps Lock がオンになっています。</translation>
    </message>
</context>
<context>
    <name>CardPane</name>
    <message>
        <source>Nothing is on file for {field}.</source>
        <translation>{field}は登録がありません。</translation>
    </message>
    <message>
        <source>{field} cannot be shown for this purpose. If the caller wants something else: F7.</source>
        <translation>この用件では{field}を表示できません。ご用件が変わったときは、F7 で用件を変更してください。</translation>
    </message>
    <message>
        <source>Fields can be shown once the identity check is met.</source>
        <translation>本人確認が済むまで表示できません。先に本人確認を行ってください。</translation>
    </message>
    <message>
        <source>{field} cannot be told to {caller}. If the customer themselves come to the phone: F2.</source>
        <translation>「{field}」は、代理の方（{caller}）にはお伝えできません。ご本人に代わられたときは F2 で切り替えてください。</translation>
    </message>
    <message>
        <source>Approved by a lead</source>
        <translation>承認済み</translation>
    </message>
    <message>
        <source>Not for this caller</source>
        <translation>代理不可</translation>
    </message>
    <message>
        <source>Call back first (F5)</source>
        <translation>要折り返し</translation>
    </message>
    <message>
        <source>Approved by {lead} without the check: those fields can be shown. It will be reviewed.</source>
        <translation>{lead}さんの承認で表示できる項目があります。後日、内容を確認します。</translation>
    </message>
    <message>
        <source>Press a number to show a field. Some need a call-back to the number on file first (F5).</source>
        <translation>数字キーで表示します。「要折り返し」の項目は、先に折り返してください（F5）。</translation>
    </message>
    <message>
        <source>Press a number to show a field; press it again to mask it.</source>
        <translation>番号キーで表示します。もう一度押すと伏せます。</translation>
    </message>
    <message>
        <source>Every field is masked until the identity check is met.</source>
        <translation>本人確認が済むまで、すべて伏せています。</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>お客様情報</translation>
    </message>
</context>
<context>
    <name>CarePage</name>
    <message>
        <source>What has been typed is not done yet.</source>
        <translation>入力した内容は、まだ実行されていません。</translation>
    </message>
    <message>
        <source>Next field</source>
        <translation>次の欄へ</translation>
    </message>
    <message>
        <source>Seal or open again</source>
        <translation>秘匿の指定と解除を切り替える</translation>
    </message>
    <message>
        <source>Go on; you are asked once more</source>
        <translation>進む（確認の質問が出ます）</translation>
    </message>
    <message>
        <source>Customer protection</source>
        <translation>お客様の保護</translation>
    </message>
</context>
<context>
    <name>CasePane</name>
    <message>
        <source>There is no call in this case. The page of the access log has what was done on this day.</source>
        <translation>この案件に通話はありません。この日に行われた操作は、「操作記録」のページで担当者と日付を絞り込むと見られます。</translation>
    </message>
    <message>
        <source>What happened in the call</source>
        <translation>通話の経過</translation>
    </message>
    <message>
        <source>The calls of the day; Enter opens one</source>
        <translation>この日の通話。Enter で開きます</translation>
    </message>
    <message>
        <source>Other cases of this operator; Enter opens one</source>
        <translation>この担当者のほかの案件。Enter で開きます</translation>
    </message>
    <message>
        <source>What happened in the call (times: {zone})</source>
        <translation>通話の経過（時刻は {zone}）</translation>
    </message>
    <message>
        <source>The calls of the day (times: {zone}; Enter opens one)</source>
        <translation>この日の通話（時刻は {zone}、Enter で開く）</translation>
    </message>
    <message>
        <source>Other cases of this operator: {count} (Enter opens one)</source>
        <translation>この担当者のほかの案件：{count} 件（Enter で開く）</translation>
    </message>
</context>
<context>
    <name>CaseWords</name>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日時</translation>
    </message>
    <message>
        <source>Open for</source>
        <translation>経過</translation>
    </message>
    <message>
        <source>Whose work</source>
        <translation>担当</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>確認する理由</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>自分の案件</translation>
    </message>
    <message>
        <source>{count} days</source>
        <translation>{count} 日</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Customer {reference}</source>
        <translation>お客様 {reference}</translation>
    </message>
    <message>
        <source>Opened by hand</source>
        <translation>一覧から開いた通話（自動では選ばれていません）</translation>
    </message>
    <message>
        <source> (and {count} more)</source>
        <translation>（ほか {count} 件）</translation>
    </message>
    <message>
        <source>[{group}] {sentence}</source>
        <translation>【{group}】{sentence}</translation>
    </message>
    <message>
        <source>{kind}: {who}, {day}</source>
        <translation>{kind}：{who}&#x3000;{day}</translation>
    </message>
    <message>
        <source>You took part in this, so you cannot decide it. {names} can.</source>
        <translation>ご自身が関わった案件のため、判断できません。{names} さんが判断できます。</translation>
    </message>
    <message>
        <source>You took part in this, so you cannot decide it, and nobody else can review it. Ask the administrator to add a lead or an auditor.</source>
        <translation>ご自身が関わった案件のため、判断できません。ほかに確認できる人もいません。管理者に、リーダーか監査担当の追加を依頼してください。</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>{time} {name}: {what}</source>
        <translation>{time}&#x3000;{name}：{what}</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>Shown for</source>
        <translation>表示時間</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>{count} s</source>
        <translation>{count} 秒</translation>
    </message>
    <message>
        <source>{heading}: {words}</source>
        <translation>{heading}：{words}</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>担当</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>本人確認</translation>
    </message>
    <message>
        <source>Searches</source>
        <translation>検索</translation>
    </message>
    <message>
        <source>Answers (wrong)</source>
        <translation>回答（不一致）</translation>
    </message>
    <message>
        <source>Shown (refused)</source>
        <translation>表示（拒否）</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>用件</translation>
    </message>
    <message>
        <source>Met</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>Not met</source>
        <translation>未完了</translation>
    </message>
</context>
<context>
    <name>Changes</name>
    <message>
        <source>Version: {old} → {new}</source>
        <translation>版：{old} → {new}</translation>
    </message>
    <message>
        <source>Name: “{old}” → “{new}”</source>
        <translation>名前：「{old}」→「{new}」</translation>
    </message>
    <message>
        <source>{part}: changed</source>
        <translation>{part}：変更あり</translation>
    </message>
    <message>
        <source>Client company</source>
        <translation>委託元</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>用件</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>確認項目</translation>
    </message>
    <message>
        <source>Representative</source>
        <translation>代理の方</translation>
    </message>
    <message>
        <source>{part} added: {labels}</source>
        <translation>{part}の追加：{labels}</translation>
    </message>
    <message>
        <source>{part} removed: {labels}</source>
        <translation>{part}の削除：{labels}</translation>
    </message>
    <message>
        <source>{part} changed: {labels}</source>
        <translation>{part}の変更：{labels}</translation>
    </message>
    <message>
        <source>Limit {name}: {old} → {new}</source>
        <translation>制限 {name}：{old} → {new}</translation>
    </message>
    <message>
        <source>Finding a customer</source>
        <translation>お客様の探し方</translation>
    </message>
    <message>
        <source>What is masked together</source>
        <translation>一緒に隠す項目（asked_with）</translation>
    </message>
    <message>
        <source>Phrase cards</source>
        <translation>応対フレーズ</translation>
    </message>
    <message>
        <source>Questions about privacy</source>
        <translation>個人情報についてのご質問</translation>
    </message>
    <message>
        <source>Call-back</source>
        <translation>折り返し</translation>
    </message>
    <message>
        <source>Reasons for a lead&apos;s approval</source>
        <translation>リーダーが承認できる理由</translation>
    </message>
    <message>
        <source>Whether a wrong answer is named</source>
        <translation>合わなかった項目を知らせるかどうか</translation>
    </message>
</context>
<context>
    <name>ChecklistPane</name>
    <message>
        <source>Say this</source>
        <translation>お伝えする言葉</translation>
    </message>
    <message>
        <source>What the caller answers</source>
        <translation>お客様のお答え</translation>
    </message>
    <message>
        <source>A lead has approved: tell the approved fields, and nothing more.</source>
        <translation>リーダーが承認しました。承認された項目だけをお伝えください。</translation>
    </message>
    <message>
        <source>Thank you for waiting. I can tell you what is needed now.</source>
        <translation>お待たせいたしました。必要な範囲でご案内いたします。</translation>
    </message>
    <message>
        <source>The attempts are used up. A lead can approve what is urgent (F11), or end the call.</source>
        <translation>確認できる回数を使い切りました。緊急のときはリーダーの承認を受けるか（F11）、通話を終了してください。</translation>
    </message>
    <message>
        <source>Today&apos;s attempts for this customer are used up. A lead can lift that (F11).</source>
        <translation>このお客様の本日の確認回数が上限に達しました。リーダーの承認で解除できます（F11）。</translation>
    </message>
    <message>
        <source>I am sorry: we could not confirm your identity, so I cannot tell you more on this call.</source>
        <translation>申し訳ございません。ご本人様の確認ができませんでしたので、このお電話ではご案内いたしかねます。</translation>
    </message>
    <message>
        <source>Identity check: {caller}</source>
        <translation>本人確認（代理：{caller}）</translation>
    </message>
    <message>
        <source>What the caller says for: {item}</source>
        <translation>{item}を伺ったとおりに入力</translation>
    </message>
    <message>
        <source>Thank you. That is all I need to ask.</source>
        <translation>ご確認いただき、ありがとうございました。</translation>
    </message>
    <message>
        <source>Say this ({item})</source>
        <translation>お伝えする言葉（{item}）</translation>
    </message>
    <message>
        <source>Confirmed.</source>
        <translation>確認できました</translation>
    </message>
    <message>
        <source>Not confirmed yet. Ask again, and type exactly what is said.</source>
        <translation>まだ確認できていません。もう一度お伺いし、伺ったとおりに入力してください。</translation>
    </message>
    <message>
        <source>Not confirmed yet.</source>
        <translation>まだ確認できていません</translation>
    </message>
    <message>
        <source>Needed: all {required} required, and {others} of the others. Attempts left in this call: {left}</source>
        <translation>必須 {required} 項目すべてと、選択のうち {others} 項目以上が必要です。この通話での残り回数：{left} 回</translation>
    </message>
    <message>
        <source>Needed: all {required} required. Attempts left in this call: {left}</source>
        <translation>必須 {required} 項目すべてが必要です。この通話での残り回数：{left} 回</translation>
    </message>
    <message>
        <source>Identity check</source>
        <translation>本人確認</translation>
    </message>
</context>
<context>
    <name>ChoicePane</name>
    <message>
        <source>Say this</source>
        <translation>このようにお伝えください</translation>
    </message>
</context>
<context>
    <name>ClientChoice</name>
    <message>
        <source>Tick a&amp;ll</source>
        <translation>すべて選ぶ(&amp;L)</translation>
    </message>
    <message>
        <source>Clea&amp;r all</source>
        <translation>すべて外す(&amp;R)</translation>
    </message>
    <message>
        <source>None: this person can sign in, but cannot take any call and sees no customer.</source>
        <translation>なし：ログインはできますが、どの電話も受けられず、お客様の情報も一切表示されません。</translation>
    </message>
    <message>
        <source>Calls, customers and scripts of the other companies are never shown to this person.</source>
        <translation>選ばなかった委託元の電話・お客様・応対の文面は、この人には表示されません。</translation>
    </message>
</context>
<context>
    <name>ClientsForm</name>
    <message>
        <source>Grant the&amp;se</source>
        <translation>この委託元を割り当てる(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Keep as it was (Esc)</source>
        <translation>変えずに戻る(&amp;K) Esc</translation>
    </message>
    <message>
        <source>It holds from their next step on, also while they are signed in.</source>
        <translation>ログイン中の人にも、次の操作から適用されます。</translation>
    </message>
    <message>
        <source>Client companies {name} answers for</source>
        <translation>{name} が応対する委託元</translation>
    </message>
</context>
<context>
    <name>Conductor</name>
    <message>
        <source>Opening the vault …</source>
        <translation>保管庫を開いています…</translation>
    </message>
    <message>
        <source>Connecting to the vault …</source>
        <translation>保管庫に接続しています…</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>ロック中</translation>
    </message>
    <message>
        <source>Connected to the vault</source>
        <translation>保管庫に接続済み</translation>
    </message>
    <message>
        <source>The vault has been made. The administrator, the operator and the lead can sign in now.</source>
        <translation>保管庫を作りました。管理者、オペレーター、リーダーがログインできます。</translation>
    </message>
    <message>
        <source>The vault has been recovered. Sign in as the administrator.</source>
        <translation>保管庫を復旧しました。管理者としてログインしてください。</translation>
    </message>
    <message>
        <source>The vault has ended</source>
        <translation>保管庫は終了しました</translation>
    </message>
    <message>
        <source>The vault ended unexpectedly. What was written before is safe.</source>
        <translation>保管庫が予期せず終了したため、ロックしました。記録済みの内容は無事です。</translation>
    </message>
</context>
<context>
    <name>Console</name>
    <message>
        <source>The console had stopped answering last time and was ended. What had been saved is safe.</source>
        <translation>前回、画面が固まって応答しなくなったため、コンソールを終了しました。保存済みの内容は無事です。</translation>
    </message>
</context>
<context>
    <name>CopyingOut</name>
    <message>
        <source>Show the field that is to be copied first; of several, go to it (↑↓).</source>
        <translation>コピーする項目を先に表示してください。複数を表示しているときは、↑↓ でその項目に移動してください。</translation>
    </message>
    <message>
        <source>{field} cannot be copied under the policy.</source>
        <translation>「{field}」は、運用方針によりコピーできません。</translation>
    </message>
    <message>
        <source>{field} has been copied. It leaves the clipboard in {seconds} s.</source>
        <translation>「{field}」をコピーしました。{seconds} 秒後にクリップボードから消えます。</translation>
    </message>
</context>
<context>
    <name>Credentials</name>
    <message>
        <source>Too many wrong attempts. You can try again in {time}.</source>
        <translation>ログインの失敗が続いたため、受け付けを止めています。あと{time}でもう一度お試しいただけます。</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes}分{seconds}秒</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds}秒</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>ユーザー名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>パスワード</translation>
    </message>
</context>
<context>
    <name>DaysView</name>
    <message>
        <source>Whole range</source>
        <translation>期間全体</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日付</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>通話</translation>
    </message>
    <message>
        <source>With a step-up</source>
        <translation>追加の確認をした通話</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>割合</translation>
    </message>
    <message>
        <source>Showings</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>Calls with a step-up, day by day</source>
        <translation>追加の確認をした通話（日別）</translation>
    </message>
    <message>
        <source>Share of calls with a call-back or a lead&apos;s approval (%)</source>
        <translation>折り返し、またはリーダーの承認があった通話の割合（%）</translation>
    </message>
    <message>
        <source>Calls with a step-up, day by day; {share} of the whole range</source>
        <translation>追加の確認をした通話（日別）。期間全体では {share}</translation>
    </message>
</context>
<context>
    <name>Delivery</name>
    <message>
        <source>I told the &amp;code</source>
        <translation>コードを伝えた(&amp;C)</translation>
    </message>
    <message>
        <source>The &amp;picture was taken</source>
        <translation>画像を撮影してもらった(&amp;P)</translation>
    </message>
    <message>
        <source>Save as &amp;file …</source>
        <translation>ファイルに保存 …(&amp;F)</translation>
    </message>
    <message>
        <source>Read the code out to your lead, have them photograph the picture, or save a file that leaves this machine. It has no customer&apos;s data.</source>
        <translation>コードをリーダーに読み上げるか、画像を撮影してもらうか、この端末の外へ渡すファイルに保存してください。お客様の情報は入っていません。</translation>
    </message>
    <message>
        <source>Record to be delivered</source>
        <translation>届ける控え</translation>
    </message>
    <message>
        <source>Code to read out: {code}</source>
        <translation>読み上げるコード：{code}</translation>
    </message>
    <message>
        <source>Made {time}; it fixes the entries up to no. {entries}.</source>
        <translation>{time} 作成。{entries} 番までの記録を押さえています。</translation>
    </message>
    <message>
        <source>The record as a QR picture</source>
        <translation>控えの QR コード</translation>
    </message>
    <message>
        <source>log_record_{entries}.txt</source>
        <translation>記録の控え_{entries}.txt</translation>
    </message>
</context>
<context>
    <name>Demo</name>
    <message>
        <source>Making a demo vault with 500 made-up customers …</source>
        <translation>架空の顧客 500 人が入った見本の保管庫を作っています…</translation>
    </message>
    <message>
        <source>The demo vault could not be made. Make room on the disk and start again.</source>
        <translation>見本の保管庫を作れませんでした。ディスクの空きを増やして、もう一度起動してください。</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Details of the entry</source>
        <translation>記録の詳細</translation>
    </message>
    <message>
        <source>This c&amp;ustomer only</source>
        <translation>このお客様に絞る(&amp;U)</translation>
    </message>
    <message>
        <source>This &amp;person only</source>
        <translation>この担当者に絞る(&amp;P)</translation>
    </message>
    <message>
        <source>Choose an entry to see everything about it.</source>
        <translation>一覧で記録を選ぶと、ここに内容が表示されます。</translation>
    </message>
</context>
<context>
    <name>DeviceChoice</name>
    <message>
        <source>In the system&apos;s keyring</source>
        <translation>OS の鍵の保管場所（キーリング）に置く</translation>
    </message>
    <message>
        <source>In a file that only you can read</source>
        <translation>本人だけが読めるファイルに置く</translation>
    </message>
    <message>
        <source>Recommended. Found on this machine: {name}</source>
        <translation>おすすめです。この端末で使えるもの: {name}</translation>
    </message>
    <message>
        <source>This machine has none that can be used.</source>
        <translation>この端末には、使えるキーリングがありません。</translation>
    </message>
    <message>
        <source>Weaker: whoever copies the whole disk has the file too, and then only the password protects.</source>
        <translation>安全性は下がります。ディスクを丸ごと写し取られると鍵も渡ってしまい、守りはパスワードだけになります。</translation>
    </message>
</context>
<context>
    <name>DisableQuestion</name>
    <message>
        <source>&amp;Disable</source>
        <translation>無効にする(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Keep it (Esc)</source>
        <translation>やめて戻る（Esc）</translation>
    </message>
    <message>
        <source>The account can no longer sign in; its key is destroyed at once. What it did stays in the log. A new first password enables it again.</source>
        <translation>このアカウントではログインできなくなり、鍵はすぐに破棄されます。これまでの操作記録は残ります。パスワードを再設定すると、また使えるようになります。</translation>
    </message>
    <message>
        <source>Disable {name}?</source>
        <translation>{name} を無効にしますか？</translation>
    </message>
</context>
<context>
    <name>Disposing</name>
    <message>
        <source>&amp;Destroy (Enter)</source>
        <translation>廃棄する(&amp;D) Enter</translation>
    </message>
    <message>
        <source>Number of the memo</source>
        <translation>メモの番号</translation>
    </message>
    <message>
        <source>It stands in the log, in the details of “memo saved”.</source>
        <translation>操作記録の「メモの保存」の詳細にある番号です。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>It is written to the log. Leave out the customer&apos;s data.</source>
        <translation>操作記録に残ります。お客様の情報は書かないでください。</translation>
    </message>
    <message>
        <source>The memo is gone for good, with its key. The log keeps that it was there, who wrote it and who destroyed it. An operator can destroy their own memo only within the call.</source>
        <translation>保存したメモを完全に消します。メモがあったこと、書いた人、廃棄した人は操作記録に残ります。オペレーターが自分のメモを廃棄できるのは、その通話の中だけです。</translation>
    </message>
    <message>
        <source>Destroy a memo</source>
        <translation>メモの廃棄</translation>
    </message>
    <message>
        <source>Please fill this in.</source>
        <translation>入力してください。</translation>
    </message>
    <message>
        <source>Destroy memo {number} for good? It cannot be brought back.</source>
        <translation>{number} 番のメモを廃棄しますか。元には戻せません。</translation>
    </message>
    <message>
        <source>&amp;Destroy</source>
        <translation>廃棄する(&amp;D)</translation>
    </message>
    <message>
        <source>The memo has been destroyed.</source>
        <translation>メモを廃棄しました。</translation>
    </message>
</context>
<context>
    <name>Entries</name>
    <message>
        <source>Entries of the log</source>
        <translation>操作記録の一覧</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>読み込んでいます…</translation>
    </message>
    <message>
        <source>Looking through the log for the filters: {done} of {total} entries</source>
        <translation>絞り込みのために記録を読み込んでいます（{done} / {total} 件）</translation>
    </message>
    <message>
        <source>{count} entries, and older ones below</source>
        <translation>{count} 件を表示中（下へ進むと、さらに古い記録を読み込みます）</translation>
    </message>
    <message>
        <source>{count} entries</source>
        <translation>{count} 件</translation>
    </message>
    <message>
        <source>Entry {entry} and those around it. F5 goes back to the newest.</source>
        <translation>記録番号 {entry} の前後を表示しています。F5 キーで最新の記録に戻ります。</translation>
    </message>
    <message>
        <source>No entry matches.
Clear the filters, or choose a longer period.</source>
        <translation>条件に合う記録はありません。
条件をクリアするか、期間を広げてください。</translation>
    </message>
    <message>
        <source>There is no entry yet.
Entries appear here as soon as somebody works with the console.</source>
        <translation>記録はまだありません。
コンソールで操作が行われると、ここに表示されます。</translation>
    </message>
    <message>
        <source>Not read</source>
        <translation>読み込めませんでした</translation>
    </message>
</context>
<context>
    <name>EntryWords</name>
    <message>
        <source>Time ({zone})</source>
        <translation>日時（{zone}）</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>担当者</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>お客様</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>用件</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Entry no.</source>
        <translation>記録番号</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>日時</translation>
    </message>
    <message>
        <source>Customer reference</source>
        <translation>参照番号</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>通話番号</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>端末</translation>
    </message>
    <message>
        <source>OS user</source>
        <translation>OS ユーザー</translation>
    </message>
    <message>
        <source>None</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>{user} ({role})</source>
        <translation>{user}（{role}）</translation>
    </message>
</context>
<context>
    <name>EvidencePage</name>
    <message>
        <source>&amp;Take a record</source>
        <translation>控えを取る(&amp;T)</translation>
    </message>
    <message>
        <source>Look again (F5)</source>
        <translation>最新の状態を見る（F5）</translation>
    </message>
    <message>
        <source>The log is still being exported.</source>
        <translation>操作記録を書き出しています。</translation>
    </message>
    <message>
        <source>Export the log</source>
        <translation>操作記録を書き出す</translation>
    </message>
    <message>
        <source>Type the auditor&apos;s question for an export</source>
        <translation>書き出しに添える照合値を入力する</translation>
    </message>
    <message>
        <source>Type the key of an auditor</source>
        <translation>監査担当の公開鍵を入力する</translation>
    </message>
    <message>
        <source>Add the auditor&apos;s key</source>
        <translation>監査担当の鍵を追加する</translation>
    </message>
    <message>
        <source>Take a record of the log</source>
        <translation>操作記録の控えを取る</translation>
    </message>
    <message>
        <source>The code was told</source>
        <translation>コードを伝えた</translation>
    </message>
    <message>
        <source>The picture was taken</source>
        <translation>画像を撮影してもらった</translation>
    </message>
    <message>
        <source>Save the record as a file</source>
        <translation>控えをファイルに保存</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>最新の状態を見る</translation>
    </message>
    <message>
        <source>First key (written down at set-up): {pin}</source>
        <translation>最初の鍵の印（初期設定で控えたもの）：{pin}</translation>
    </message>
    <message>
        <source>Written down as delivered: the entries up to no. {entries}.</source>
        <translation>届けたことを記録しました。{entries} 番までの記録が押さえられています。</translation>
    </message>
    <message>
        <source>Record of the log</source>
        <translation>記録の控え</translation>
    </message>
</context>
<context>
    <name>EvidenceWords</name>
    <message>
        <source>The log is broken and takes no entries</source>
        <translation>記録が壊れていて、書き込めません</translation>
    </message>
    <message>
        <source>Overdue: showing fields is stopped</source>
        <translation>期限切れ：項目の表示を止めています</translation>
    </message>
    <message>
        <source>None delivered yet</source>
        <translation>まだ届けていません</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>届いています</translation>
    </message>
    <message>
        <source>Entries since then</source>
        <translation>届けた後の記録があります</translation>
    </message>
    <message>
        <source>No record of this log has been delivered. Nothing outside this machine vouches for it yet.</source>
        <translation>操作記録の控えを、まだ一度も届けていません。この端末の外に、記録を裏づけるものがない状態です。</translation>
    </message>
    <message>
        <source>Last delivered {time} ({zone}, {way}); it fixes the entries up to no. {entries}.</source>
        <translation>最後に届けた控え：{time}（{zone}、{way}）。{entries} 番までの記録を押さえています。</translation>
    </message>
    <message>
        <source>Since then: {age}, {entries} entries, {reveals} showings. They could be changed unnoticed.</source>
        <translation>その後 {age}、記録 {entries} 件、項目の表示 {reveals} 件。この分は、書き換えられても気づけないおそれがあります。</translation>
    </message>
    <message>
        <source>Since the log began: {age}, {entries} entries, {reveals} showings.</source>
        <translation>記録が始まってから {age}、記録 {entries} 件、項目の表示 {reveals} 件です。</translation>
    </message>
    <message>
        <source>Showing stops {hours} hours or {reveals} showings after the last delivered record.</source>
        <translation>最後に届けた控えから {hours} 時間、または表示 {reveals} 件を超えると、項目の表示を止めます。</translation>
    </message>
    <message>
        <source>Showing stops {hours} hours after the last delivered record.</source>
        <translation>最後に届けた控えから {hours} 時間を超えると、項目の表示を止めます。</translation>
    </message>
    <message>
        <source>Showing stops {reveals} showings after the last delivered record.</source>
        <translation>最後に届けた控えから表示 {reveals} 件を超えると、項目の表示を止めます。</translation>
    </message>
    <message>
        <source>The policy sets no limit for how old it may be.</source>
        <translation>運用方針に、控えの古さの上限はありません。</translation>
    </message>
    <message>
        <source>{days} d {hours} h</source>
        <translation>{days} 日 {hours} 時間</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 時間 {minutes} 分</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>&amp;Export …</source>
        <translation>書き出す …(&amp;E)</translation>
    </message>
    <message>
        <source>The whole log leaves the vault readable, without customers&apos; values but with the names of staff. A record is made first; the export itself is an entry.</source>
        <translation>操作記録の全体を、読める形で保管庫の外に書き出します。お客様の情報は入りませんが、担当者の名前が入ります。先に控えを作り、書き出したことも記録に残ります。</translation>
    </message>
    <message>
        <source>The log is broken. What is there leaves the vault readable, with the names of staff, in a file that says from where it is. No entry can tell of it: note yourself who took it, when and why.</source>
        <translation>記録が壊れています。残っている記録を、担当者の名前とともに読める形で書き出します。ファイルには、壊れた記録から書き出したという印が入ります。書き出したことは操作記録に残らないため、だれが、いつ、何のために書き出したかを別に控えてください。</translation>
    </message>
    <message>
        <source>For&amp;m</source>
        <translation>形式(&amp;M)</translation>
    </message>
    <message>
        <source>What the auditor gave you (hexadecimal), so that they see that the vault answered now. May be empty.</source>
        <translation>監査担当から渡された 16 進の値を入れると、保管庫が今この時に答えたことを監査担当が確かめられます。空のままでも書き出せます。</translation>
    </message>
    <message>
        <source>&amp;Question of the auditor</source>
        <translation>監査担当からの照合値（任意）(&amp;Q)</translation>
    </message>
    <message>
        <source>Export the log</source>
        <translation>操作記録の書き出し</translation>
    </message>
    <message>
        <source>log_{day}.{suffix}</source>
        <translation>操作記録_{day}.{suffix}</translation>
    </message>
    <message>
        <source>Only pairs of 0–9 and a–f, {bytes} at most. Ask the auditor for it again.</source>
        <translation>照合値は 0～9 と a～f の 2 文字ずつの組で、{bytes} 組までです。監査担当に確かめて、入力し直してください。</translation>
    </message>
    <message>
        <source>{name}: {entries} entries, {bytes} bytes. Record at its end: {code}
SHA-256: {digest}</source>
        <translation>{name}：{entries} 件、{bytes} バイト。末尾の控え：{code}
SHA-256：{digest}</translation>
    </message>
    <message>
        <source>{name}: {entries} entries of a broken log, {bytes} bytes.
SHA-256: {digest}</source>
        <translation>{name}：壊れた記録の {entries} 件、{bytes} バイト。
SHA-256：{digest}</translation>
    </message>
    <message>
        <source>The log has been exported.</source>
        <translation>操作記録を書き出しました。</translation>
    </message>
</context>
<context>
    <name>FatalGate</name>
    <message>
        <source>The vault cannot be opened</source>
        <translation>保管庫を開けません</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度開く</translation>
    </message>
    <message>
        <source>Choose another folder …</source>
        <translation>別のフォルダーを選ぶ…</translation>
    </message>
    <message>
        <source>Restore from a backup …</source>
        <translation>バックアップから戻す …</translation>
    </message>
    <message>
        <source>Folder: {place}</source>
        <translation>フォルダー: {place}</translation>
    </message>
    <message>
        <source>Service: {place}</source>
        <translation>サービス: {place}</translation>
    </message>
    <message>
        <source>Choose the vault&apos;s folder</source>
        <translation>保管庫のフォルダーを選択</translation>
    </message>
</context>
<context>
    <name>FiguresPage</name>
    <message>
        <source>Sho&amp;w (F5)</source>
        <translation>表示（F5）(&amp;W)</translation>
    </message>
    <message>
        <source>From</source>
        <translation>開始日</translation>
    </message>
    <message>
        <source>To</source>
        <translation>終了日</translation>
    </message>
    <message>
        <source>By operator</source>
        <translation>担当者別</translation>
    </message>
    <message>
        <source>By weekday and hour</source>
        <translation>曜日と時間帯</translation>
    </message>
    <message>
        <source>Step-ups</source>
        <translation>追加の確認</translation>
    </message>
    <message>
        <source>Read this range</source>
        <translation>この期間を読み込む</translation>
    </message>
    <message>
        <source>Another view, while the tabs have the focus</source>
        <translation>タブの上で、別の表示に切り替える</translation>
    </message>
    <message>
        <source>The next view</source>
        <translation>次の表示</translation>
    </message>
    <message>
        <source>In the table: whose day is drawn</source>
        <translation>表の中で、右の図に描く担当者を選ぶ</translation>
    </message>
    <message>
        <source>{calls} calls, {reveals} showings, {step_ups} calls with a step-up, {people} operators (times: {zone})</source>
        <translation>通話 {calls} 件、項目の表示 {reveals} 件、追加の確認をした通話 {step_ups} 件、担当者 {people} 人（時刻は {zone}）</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>集計</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>&amp;Show</source>
        <translation>表示(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Clear</source>
        <translation>クリア(&amp;C)</translation>
    </message>
    <message>
        <source>All days</source>
        <translation>全期間</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨日</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>過去7日間</translation>
    </message>
    <message>
        <source>From – to …</source>
        <translation>期間を指定</translation>
    </message>
    <message>
        <source>Number or reference</source>
        <translation>番号・参照番号</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>担当者</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Client company</source>
        <translation>委託元</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>お客様</translation>
    </message>
    <message>
        <source>From</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>To</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>期間</translation>
    </message>
    <message>
        <source>Everyone</source>
        <translation>全員</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>すべて</translation>
    </message>
</context>
<context>
    <name>FindPane</name>
    <message>
        <source>Say this first</source>
        <translation>最初のごあいさつ</translation>
    </message>
    <message>
        <source>Type what the caller says, then press Enter.</source>
        <translation>お客様から伺った内容を入力して、Enter を押してください。</translation>
    </message>
    <message>
        <source>Nobody was found. Read it back to the caller, or ask for something else (↓).</source>
        <translation>見つかりませんでした。復唱して確かめるか、別の項目（↓）をお聞きください。</translation>
    </message>
    <message>
        <source>More than one record fits. Ask for one thing more and add it.</source>
        <translation>該当するお客様が複数です。もう1項目お聞きになり、追加で入力してください。</translation>
    </message>
    <message>
        <source>This is not enough to find anybody. Ask for one thing more.</source>
        <translation>この内容だけでは特定できません。もう1項目お聞きください。</translation>
    </message>
    <message>
        <source>Find the caller&apos;s record</source>
        <translation>お客様を特定する</translation>
    </message>
    <message>
        <source>Type what the caller tells you. One line is enough; press Enter to search.</source>
        <translation>伺った内容を、いずれか1行に入力して Enter を押してください。</translation>
    </message>
</context>
<context>
    <name>FindWay</name>
    <message>
        <source>e.g. 03-1234-5678</source>
        <translation>例）03-1234-5678</translation>
    </message>
    <message>
        <source>e.g. YAMADA TARO in kana</source>
        <translation>例）ヤマダ タロウ</translation>
    </message>
    <message>
        <source>e.g. 1985-04-01</source>
        <translation>例）1985-04-01、昭和60年4月1日</translation>
    </message>
</context>
<context>
    <name>FirstPasswordGate</name>
    <message>
        <source>Choose your own password</source>
        <translation>自分のパスワードを決めてください</translation>
    </message>
    <message>
        <source>{name}, the password you signed in with is known to whoever made your account.</source>
        <translation>{name}さん、今のパスワードは、登録した人も知っている初回用のものです。</translation>
    </message>
    <message>
        <source>Change the password and begin</source>
        <translation>パスワードを変更して始める</translation>
    </message>
</context>
<context>
    <name>Gate</name>
    <message>
        <source>Operator Console</source>
        <translation>電話応対オペレーターコンソール</translation>
    </message>
</context>
<context>
    <name>Greeting</name>
    <message>
        <source>Welcome, {name}.</source>
        <translation>{name}さん、ようこそ。</translation>
    </message>
    <message>
        <source>Your last sign-in: {time}.</source>
        <translation>前回のログイン: {time}</translation>
    </message>
    <message>
        <source>Your last sign-in: {time}. Since then {count} attempts with your name failed. If that was not you, tell your lead.</source>
        <translation>前回のログイン: {time}&#x3000;その後、このユーザー名でのログインが {count} 回失敗しています。心当たりがなければ、リーダーに知らせてください。</translation>
    </message>
</context>
<context>
    <name>HeardInput</name>
    <message>
        <source>Paste</source>
        <translation>貼り付け</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>消去</translation>
    </message>
</context>
<context>
    <name>HoldPane</name>
    <message>
        <source>Take the caller back (F8)</source>
        <translation>保留を解除（F8）</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>保留中</translation>
    </message>
    <message>
        <source>Everything is masked. A check that was met still counts.</source>
        <translation>お客様情報はすべて伏せています。済んだ本人確認は、解除後もそのまま有効です。</translation>
    </message>
    <message>
        <source>Say this when you are back</source>
        <translation>保留を解除したらお伝えする言葉</translation>
    </message>
    <message>
        <source>Thank you for waiting.</source>
        <translation>お待たせいたしました。</translation>
    </message>
</context>
<context>
    <name>ImportOutcome</name>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>取り込まなかった理由</translation>
    </message>
    <message>
        <source>&amp;Save the rejected rows (Ctrl+S)</source>
        <translation>取り込まなかった行を保存（Ctrl+S）</translation>
    </message>
    <message>
        <source>Import another &amp;file</source>
        <translation>別のファイルを取り込む(&amp;F)</translation>
    </message>
    <message>
        <source>Rows that were not imported</source>
        <translation>取り込まなかった行</translation>
    </message>
    <message>
        <source>To mend them: save the rejected rows to a file, correct each line as its reason says, and import that file. They are kept only until the next import or until the console locks.</source>
        <translation>直し方：取り込まなかった行をファイルに保存し、理由のとおりに直してから、そのファイルを取り込んでください。次の取り込みを始めるか、コンソールがロックすると、保存できなくなります。</translation>
    </message>
    <message>
        <source>Stopped. {imported} rows have been imported and stay.</source>
        <translation>中止しました。取り込み済みの {imported} 行は、そのまま残ります。</translation>
    </message>
    <message>
        <source>{imported} rows imported, {rejected} rows not</source>
        <translation>{imported} 行を取り込みました。{rejected} 行は取り込んでいません。</translation>
    </message>
    <message>
        <source>All {imported} rows have been imported.</source>
        <translation>{imported} 行をすべて取り込みました。</translation>
    </message>
    <message>
        <source>{rejected} rows had a problem until then. The rows after that have not been read: import the same file again, and what is in the vault already is listed as a problem.</source>
        <translation>中止するまでに、{rejected} 行に問題がありました。残りの行はまだ取り込んでいません。続きは、同じファイルをもう一度取り込んでください（取り込み済みの行は「登録済み」として一覧に出ます）。</translation>
    </message>
    <message>
        <source>The rows after that have not been read: import the same file again, and what is in the vault already is listed as a problem.</source>
        <translation>残りの行はまだ取り込んでいません。続きは、同じファイルをもう一度取り込んでください（取り込み済みの行は「登録済み」として一覧に出ます）。</translation>
    </message>
    <message>
        <source>Every row that is not in the list below is in the vault.</source>
        <translation>下の一覧にない行は、すべて保管庫に入っています。</translation>
    </message>
    <message>
        <source>Save the rejected rows</source>
        <translation>取り込まなかった行を保存</translation>
    </message>
    <message>
        <source>CSV files (*.csv *.txt)</source>
        <translation>CSV ファイル (*.csv *.txt)</translation>
    </message>
    <message>
        <source>{name}_to_mend</source>
        <translation>{name}_要修正</translation>
    </message>
    <message>
        <source>Saved as {name}. Mend it and import it.</source>
        <translation>{name} に保存しました。理由のとおりに直してから、取り込んでください。</translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message>
        <source>&amp;Stop the import</source>
        <translation>中止する(&amp;S)</translation>
    </message>
    <message>
        <source>Progress of the import</source>
        <translation>取り込みの進み具合</translation>
    </message>
    <message>
        <source>The file is being imported</source>
        <translation>取り込んでいます</translation>
    </message>
    <message>
        <source>What has been imported stays when you stop. Nothing is imported by halves.</source>
        <translation>中止しても、取り込み済みの行はそのまま残ります。1 行が途中まで取り込まれることはありません。</translation>
    </message>
    <message>
        <source>An import is running.</source>
        <translation>取り込みの途中です。</translation>
    </message>
    <message>
        <source>The rejected rows have not been saved yet.</source>
        <translation>取り込まなかった行が、まだ保存されていません。</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>ファイルを選ぶ</translation>
    </message>
    <message>
        <source>Save the rejected rows</source>
        <translation>取り込まなかった行を保存</translation>
    </message>
    <message>
        <source>Reading the file …</source>
        <translation>ファイルを読んでいます…</translation>
    </message>
    <message>
        <source>Stopping after the rows that are being written …</source>
        <translation>書き込み中の行が済みしだい、中止します…</translation>
    </message>
    <message>
        <source>{done} of {total} rows</source>
        <translation>{total} 行のうち {done} 行</translation>
    </message>
    <message>
        <source>Import customers</source>
        <translation>顧客の取り込み</translation>
    </message>
</context>
<context>
    <name>ImportSetup</name>
    <message>
        <source>Choose a &amp;file (Ctrl+O)</source>
        <translation>ファイルを選ぶ（Ctrl+O）</translation>
    </message>
    <message>
        <source>Column in the file</source>
        <translation>ファイルの列</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>取り込み先の項目</translation>
    </message>
    <message>
        <source>Do not import the row; list it as a problem</source>
        <translation>取り込まず、一覧に出す</translation>
    </message>
    <message>
        <source>Replace the customer&apos;s fields with those in the file</source>
        <translation>ファイルの内容で更新する</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>取り込む(&amp;I)</translation>
    </message>
    <message>
        <source>A cell that is empty in the file empties the field. Fields without a column stay as they are.</source>
        <translation>更新する場合、ファイルで空になっている項目は空になります。ファイルに列のない項目は変わりません。</translation>
    </message>
    <message>
        <source>1. The file</source>
        <translation>1. ファイル</translation>
    </message>
    <message>
        <source>A CSV file with a heading line. It can also be dropped onto this page.</source>
        <translation>1 行目が見出しの CSV ファイルです。この画面にドラッグ＆ドロップしても選べます。</translation>
    </message>
    <message>
        <source>2. How it is read</source>
        <translation>2. 読み取り結果</translation>
    </message>
    <message>
        <source>Found by itself. Choose another when the headings below cannot be read.</source>
        <translation>自動判別です。見出しが文字化けしていたら選び直してください。</translation>
    </message>
    <message>
        <source>Character encoding</source>
        <translation>文字コード</translation>
    </message>
    <message>
        <source>Columns of the file</source>
        <translation>ファイルの列</translation>
    </message>
    <message>
        <source>3. How it is imported</source>
        <translation>3. 取り込み方</translation>
    </message>
    <message>
        <source>Customers of</source>
        <translation>委託元</translation>
    </message>
    <message>
        <source>When the customer number is in the vault already</source>
        <translation>顧客番号がすでに登録されている行</translation>
    </message>
    <message>
        <source>Choose a customer file</source>
        <translation>取り込むファイルを選ぶ</translation>
    </message>
    <message>
        <source>CSV files (*.csv *.txt)</source>
        <translation>CSV ファイル (*.csv *.txt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
    <message>
        <source>No file has been chosen yet.</source>
        <translation>ファイルはまだ選ばれていません。</translation>
    </message>
    <message>
        <source>{count} rows, without the heading line</source>
        <translation>{count} 行（見出しを除く）</translation>
    </message>
    <message>
        <source>— left out</source>
        <translation>― 取り込みません</translation>
    </message>
</context>
<context>
    <name>ItemRow</name>
    <message>
        <source>Required</source>
        <translation>必須</translation>
    </message>
    <message>
        <source>Any of these</source>
        <translation>選択</translation>
    </message>
    <message>
        <source>No attempts left</source>
        <translation>残り0回</translation>
    </message>
    <message>
        <source>Not as on file, {left} left</source>
        <translation>一致しません・残り{left}回</translation>
    </message>
    <message>
        <source>Answered, {left} left</source>
        <translation>済・残り{left}回</translation>
    </message>
    <message>
        <source>Not asked yet</source>
        <translation>未確認</translation>
    </message>
</context>
<context>
    <name>KeptRecords</name>
    <message>
        <source>&amp;Add</source>
        <translation>追加(&amp;A)</translation>
    </message>
    <message>
        <source>Open a &amp;file …</source>
        <translation>ファイルを開く …(&amp;F)</translation>
    </message>
    <message>
        <source>Take &amp;out all</source>
        <translation>すべて外す(&amp;O)</translation>
    </message>
    <message>
        <source>Verify with &amp;kept records</source>
        <translation>控えと照合して検証(&amp;K)</translation>
    </message>
    <message>
        <source>A code, the text of a QR picture, or the pin from the set-up (0-…).</source>
        <translation>控えのコード、QR コードの文字、または初期設定で控えた最初の鍵の印（0- で始まるもの）を入力できます。</translation>
    </message>
    <message>
        <source>Record kept e&amp;lsewhere</source>
        <translation>手元の控え(&amp;L)</translation>
    </message>
    <message>
        <source>Compare with records kept elsewhere</source>
        <translation>別の場所に取っておいた控えと照合する</translation>
    </message>
    <message>
        <source>Open a saved record</source>
        <translation>保存した控えを開く</translation>
    </message>
    <message>
        <source>{name} is no saved record.</source>
        <translation>「{name}」は、保存した控えではありません。別のファイルを選んでください。</translation>
    </message>
    <message>
        <source>Type a code that was kept elsewhere, or open a saved record.</source>
        <translation>控えのコードを入力するか、保存した控えのファイルを開いてください。</translation>
    </message>
    <message>
        <source>None given yet. With one, it can be told whether the log was put back to an older state.</source>
        <translation>控えはまだありません。控えがあれば、記録が以前の状態に戻されていないかまで確かめられます。</translation>
    </message>
</context>
<context>
    <name>KeyHelp</name>
    <message>
        <source>Go to a page</source>
        <translation>画面を切り替える</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>ロックする</translation>
    </message>
    <message>
        <source>Mask everything and lock at once</source>
        <translation>すべて隠して、すぐにロックする</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>明るい配色と暗い配色を切り替える</translation>
    </message>
    <message>
        <source>Privacy mode: only the field in use can be read</source>
        <translation>のぞき見対策：操作中の項目だけを読めるようにする</translation>
    </message>
    <message>
        <source>These keys</source>
        <translation>この一覧を開く</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>キー操作の一覧</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>どの画面でも</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>LastStand</name>
    <message>
        <source>Operator Console</source>
        <translation>電話応対オペレーターコンソール</translation>
    </message>
    <message>
        <source>The console could not be locked as usual. Everything has been closed and the vault has ended; what was written before is safe. Close this message and start the console again. If this happens again, tell your administrator.</source>
        <translation>コンソールを通常どおりにロックできなかったため、すべての画面を閉じ、保管庫を終了しました。それまでに記録した内容は失われていません。このメッセージを閉じて、コンソールを起動し直してください。繰り返し起きる場合は、管理者に連絡してください。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>Find another customer?</source>
        <translation>別のお客様を探しますか？</translation>
    </message>
    <message>
        <source>What has been answered in the check is dropped.</source>
        <translation>ここまでの本人確認の内容は破棄されます。</translation>
    </message>
    <message>
        <source>Find another customer</source>
        <translation>別のお客様を探す</translation>
    </message>
    <message>
        <source>End the call?</source>
        <translation>通話を終了しますか？</translation>
    </message>
    <message>
        <source>End the call (F12)</source>
        <translation>通話を終了（F12）</translation>
    </message>
    <message>
        <source>The memo has not been saved and is gone with the call. To keep it: Esc, F4, Ctrl+Enter.</source>
        <translation>メモは保存されていません。終了すると消えます。残すときは Esc で戻り、F4 → Ctrl+Enter で保存してください。</translation>
    </message>
    <message>
        <source>The caller is still waiting on hold.</source>
        <translation>お客様は保留のままお待ちです。</translation>
    </message>
    <message>
        <source>The call-back has not been answered yet.</source>
        <translation>折り返しの結果がまだ記録されていません。</translation>
    </message>
    <message>
        <source>The identity check has begun; what was answered is lost.</source>
        <translation>本人確認の途中です。終了すると、ここまでの確認内容は残りません。</translation>
    </message>
    <message>
        <source>The caller&apos;s record has not been found; what was typed is lost.</source>
        <translation>お客様をまだ特定していません。入力した内容は破棄されます。</translation>
    </message>
</context>
<context>
    <name>LockedGate</name>
    <message>
        <source>Locked</source>
        <translation>ロック中です</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>ロックを解除</translation>
    </message>
    <message>
        <source>Somebody else signs in</source>
        <translation>別の人がログインする</translation>
    </message>
    <message>
        <source>Since {time}</source>
        <translation>{time} から</translation>
    </message>
    <message>
        <source>{name} still has a call open. It is left as it is when somebody else signs in.</source>
        <translation>{name}さんの通話が、まだ終わっていません。別の人がログインすると、その通話はそのまま残ります。</translation>
    </message>
    <message>
        <source>Leave the call and sign in</source>
        <translation>通話を残してログインする</translation>
    </message>
</context>
<context>
    <name>LogPage</name>
    <message>
        <source>&amp;Refresh (F5)</source>
        <translation>更新（F5）</translation>
    </message>
    <message>
        <source>Filters (Ctrl+F)</source>
        <translation>絞り込み（Ctrl+F）</translation>
    </message>
    <message>
        <source>&amp;Verify the log</source>
        <translation>記録を検証(&amp;V)</translation>
    </message>
    <message>
        <source>Read the newest entries</source>
        <translation>最新の状態に更新</translation>
    </message>
    <message>
        <source>Go to the filters</source>
        <translation>絞り込み条件へ移動</translation>
    </message>
    <message>
        <source>In the filters: show. In the table: go to the details</source>
        <translation>条件では表示、一覧では詳細へ移動</translation>
    </message>
    <message>
        <source>Back to the table</source>
        <translation>一覧に戻る</translation>
    </message>
    <message>
        <source>Verify the log</source>
        <translation>記録を検証</translation>
    </message>
    <message>
        <source>After a verification: type a record that was kept elsewhere</source>
        <translation>検証のあと：手元の控えを入力する</translation>
    </message>
    <message>
        <source>Verify with the records kept elsewhere</source>
        <translation>手元の控えと照合して検証する</translation>
    </message>
    <message>
        <source>The log is still being verified.</source>
        <translation>記録を検証している途中です。</translation>
    </message>
    <message>
        <source>Access log</source>
        <translation>操作記録</translation>
    </message>
</context>
<context>
    <name>LongWork</name>
    <message>
        <source>&amp;Stop</source>
        <translation>中止(&amp;S)</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>進み具合</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>中止しました。何も変わっていません。</translation>
    </message>
</context>
<context>
    <name>MaskedField</name>
    <message>
        <source>{left} s</source>
        <translation>{left}秒</translation>
    </message>
    <message>
        <source>Nothing on file</source>
        <translation>登録なし</translation>
    </message>
    <message>
        <source>Do not say aloud</source>
        <translation>復唱禁止</translation>
    </message>
    <message>
        <source>Being shown</source>
        <translation>表示中</translation>
    </message>
    <message>
        <source>Not for this purpose</source>
        <translation>対象外</translation>
    </message>
    <message>
        <source>Masked</source>
        <translation>伏せています</translation>
    </message>
</context>
<context>
    <name>MemoEdit</name>
    <message>
        <source>Paste</source>
        <translation>貼り付け</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>空にする</translation>
    </message>
</context>
<context>
    <name>MemoHistory</name>
    <message>
        <source>{when} {author}, this call</source>
        <translation>{when}&#x3000;{author}（この通話）</translation>
    </message>
    <message>
        <source>{when} {author}</source>
        <translation>{when}&#x3000;{author}</translation>
    </message>
</context>
<context>
    <name>MemoPanel</name>
    <message>
        <source>Memo of this call</source>
        <translation>この通話のメモ</translation>
    </message>
    <message>
        <source>Only what the next colleague needs; no numbers of cards or people</source>
        <translation>次の担当者に必要なことだけを書きます（カード番号・マイナンバーは書けません）</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>Saved memos</source>
        <translation>保存されたメモ</translation>
    </message>
    <message>
        <source>Not for this purpose</source>
        <translation>この用件では不可</translation>
    </message>
    <message>
        <source>After the check</source>
        <translation>確認後</translation>
    </message>
    <message>
        <source>They are listed once the customer has been found.</source>
        <translation>お客様が見つかると、ここに並びます。</translation>
    </message>
    <message>
        <source>There is none yet.</source>
        <translation>まだありません。</translation>
    </message>
    <message>
        <source>Tab goes there; a number shows one for some seconds.</source>
        <translation>Tab で移り、数字キーでしばらくの間だけ表示します。</translation>
    </message>
    <message>
        <source>They can be shown once the identity check is met.</source>
        <translation>本人確認が済むと表示できます。</translation>
    </message>
    <message>
        <source>They cannot be shown for this purpose.</source>
        <translation>この用件では表示できません。</translation>
    </message>
    <message>
        <source>Gone at the end of the call, and when the console locks. Ctrl+Enter saves it.</source>
        <translation>通話を終えるか、ロックすると消えます。残すときは Ctrl+Enter で保存します。</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close the message</source>
        <translation>メッセージを閉じる</translation>
    </message>
</context>
<context>
    <name>NewPassword</name>
    <message>
        <source>{count} characters or more. A short sentence is easy to remember; it must not be your user name.</source>
        <translation>{count} 文字以上。短い文にすると覚えやすくなります。ユーザー名は使えません。</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新しいパスワード</translation>
    </message>
    <message>
        <source>New password again</source>
        <translation>新しいパスワード（確認）</translation>
    </message>
    <message>
        <source>Too easy to guess. Use {count} characters or more, not one repeated and not your user name.</source>
        <translation>推測されやすいパスワードです。同じ文字の繰り返しやユーザー名を避けて、{count} 文字以上にしてください。</translation>
    </message>
    <message>
        <source>The two passwords differ. Type the second one again.</source>
        <translation>2 つのパスワードが違います。確認用をもう一度入力してください。</translation>
    </message>
</context>
<context>
    <name>NoticeCard</name>
    <message>
        <source>What is recorded about your work</source>
        <translation>モニタリング告知（記録される操作について）</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>読み込み中 …</translation>
    </message>
    <message>
        <source>Reviewers now: {names}</source>
        <translation>現在の確認担当：{names}</translation>
    </message>
</context>
<context>
    <name>Noting</name>
    <message>
        <source>A memo is saved with a customer: find the caller&apos;s record first.</source>
        <translation>メモはお客様の記録に保存します。先にお客様を検索してください。</translation>
    </message>
    <message>
        <source>[For the person in charge] {question}</source>
        <translation>【担当者へ】{question}</translation>
    </message>
    <message>
        <source>The memo has been saved with the customer.</source>
        <translation>メモをお客様の記録に保存しました。</translation>
    </message>
    <message>
        <source>This must not be kept: {what} ({where}). Delete it, then save.</source>
        <translation>保存できない内容です：{what}（{where}）。消してから保存してください。</translation>
    </message>
    <message>
        <source>Is it needed? {what} ({where}). Delete what is not.</source>
        <translation>{what}らしい内容があります（{where}）。必要でなければ消してください。</translation>
    </message>
    <message>
        <source>Is it needed? {what} ({where}). Delete what is not, or save all the same: Ctrl+Enter.</source>
        <translation>{what}らしい内容があります（{where}）。必要でなければ消してください。このまま保存するときは、もう一度 Ctrl+Enter を押してください。</translation>
    </message>
    <message>
        <source>line {lines}</source>
        <translation>{lines}行目</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Saved memos can be shown once the identity check is met.</source>
        <translation>保存されたメモは、本人確認が済むと表示できます。</translation>
    </message>
    <message>
        <source>Saved memos cannot be shown for this purpose.</source>
        <translation>この用件では、保存されたメモを表示できません。</translation>
    </message>
    <message>
        <source>Written by mistake</source>
        <translation>書き間違い</translation>
    </message>
    <message>
        <source>It is about somebody else</source>
        <translation>別の方の内容だった</translation>
    </message>
    <message>
        <source>It says more than is needed</source>
        <translation>必要のないことまで書いた</translation>
    </message>
    <message>
        <source>Dispose of this memo?</source>
        <translation>このメモを廃棄しますか？</translation>
    </message>
    <message>
        <source>It cannot be brought back; that it was disposed of stays in the log. Choosing the reason does it.</source>
        <translation>元には戻せません。廃棄したことは記録に残ります。理由を選ぶと廃棄します。</translation>
    </message>
</context>
<context>
    <name>OperatorsView</name>
    <message>
        <source>Median</source>
        <translation>中央値</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>担当者</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>通話</translation>
    </message>
    <message>
        <source>Showings</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>Per hour</source>
        <translation>1 時間あたり</translation>
    </message>
    <message>
        <source>Against the median</source>
        <translation>中央値に対して</translation>
    </message>
    <message>
        <source>Per call</source>
        <translation>1 通話あたり</translation>
    </message>
    <message>
        <source>Showings by operator</source>
        <translation>担当者別の表示</translation>
    </message>
    <message>
        <source>Showings per hour of work</source>
        <translation>業務 1 時間あたりの表示</translation>
    </message>
    <message>
        <source>Showings per hour of work; the median is {median}</source>
        <translation>業務 1 時間あたりの表示。中央値は {median}</translation>
    </message>
    <message>
        <source>{times} times</source>
        <translation>{times} 倍</translation>
    </message>
    <message>
        <source>Showings of {name} in each hour of the day</source>
        <translation>{name} の時間帯別の表示</translation>
    </message>
</context>
<context>
    <name>OsUserForm</name>
    <message>
        <source>The name with which they sign in to this computer. Empty: tied to nobody.</source>
        <translation>この端末にログインするときの名前です。空にすると、割り当てを外します。</translation>
    </message>
    <message>
        <source>OS user</source>
        <translation>OS ユーザー</translation>
    </message>
    <message>
        <source>Only Guarded mode looks at it, and only where the policy says so (tie_accounts). Then an account without a tie cannot sign in, but for an administrator&apos;s. It holds from the next sign-in.</source>
        <translation>保護モードで、運用方針の tie_accounts が有効なときだけ使います。そのときは、割り当てのないアカウントは管理者を除いてログインできません。次のログインから有効です。</translation>
    </message>
    <message>
        <source>&amp;Tie</source>
        <translation>割り当てる(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Keep as it was (Esc)</source>
        <translation>元のままにする(&amp;K)（Esc）</translation>
    </message>
    <message>
        <source>OS user of {name}</source>
        <translation>{name} の OS ユーザー</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>The policy in words</source>
        <translation>運用方針の内容</translation>
    </message>
    <message>
        <source>“{name}”, version {version}</source>
        <translation>「{name}」第 {version} 版（有効な方針）</translation>
    </message>
</context>
<context>
    <name>PasswordField</name>
    <message>
        <source>Hide</source>
        <translation>隠す</translation>
    </message>
    <message>
        <source>Show (Ctrl+E)</source>
        <translation>表示する (Ctrl+E)</translation>
    </message>
</context>
<context>
    <name>PasswordShown</name>
    <message>
        <source>Handed &amp;over: put it away (Esc)</source>
        <translation>伝えたので閉じる（Esc）</translation>
    </message>
    <message>
        <source>Hand it to this person and to nobody else. It is shown only now, and it has to be changed at the first sign-in.</source>
        <translation>本人だけに伝えてください。この画面を閉じると、二度と表示されません。初めてログインしたときに、本人が変更します。</translation>
    </message>
    <message>
        <source>First password of {name}</source>
        <translation>{name} の初回パスワード</translation>
    </message>
</context>
<context>
    <name>PolicyEditing</name>
    <message>
        <source>Text of the policy (TOML)</source>
        <translation>運用方針の本文（TOML）</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>場所</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>問題</translation>
    </message>
    <message>
        <source>&amp;Load … (Ctrl+O)</source>
        <translation>読み込む(&amp;L) Ctrl+O</translation>
    </message>
    <message>
        <source>&amp;Write to a file</source>
        <translation>書き出す(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Save as a new version (Ctrl+S)</source>
        <translation>新しい版として保存(&amp;S) Ctrl+S</translation>
    </message>
    <message>
        <source>Problems of the text</source>
        <translation>本文の問題</translation>
    </message>
    <message>
        <source>Checking …</source>
        <translation>確認しています…</translation>
    </message>
    <message>
        <source>As in force (version {version})</source>
        <translation>有効な方針のまま（第 {version} 版）</translation>
    </message>
    <message>
        <source>The text is too long.</source>
        <translation>本文が長すぎます（上限 400 KB）</translation>
    </message>
    <message>
        <source>Not saved · {count} problems (F8)</source>
        <translation>未保存・問題 {count} 件（F8）</translation>
    </message>
    <message>
        <source>Not saved · no problem, will be version {version}</source>
        <translation>未保存・問題なし → 第 {version} 版</translation>
    </message>
    <message>
        <source>Example: {name}</source>
        <translation>ひな形：{name}</translation>
    </message>
    <message>
        <source>A file …</source>
        <translation>ファイルを選ぶ…</translation>
    </message>
    <message>
        <source>The policy in force, without the changes</source>
        <translation>変更をやめて、有効な方針に戻す</translation>
    </message>
    <message>
        <source>Choose a policy file</source>
        <translation>運用方針のファイルを選ぶ</translation>
    </message>
    <message>
        <source>Policies (*.toml)</source>
        <translation>運用方針 (*.toml)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
    <message>
        <source>This is no text in UTF-8, or it is longer than 400 KB.</source>
        <translation>UTF-8 の文字ファイルではないか、400 KB を超えています。運用方針のファイルを選び直してください。</translation>
    </message>
    <message>
        <source>The text in the editor has not been saved. Replace it?</source>
        <translation>編集中の内容がまだ保存されていません。読み込む内容に置き換えますか。</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>置き換える</translation>
    </message>
    <message>
        <source>Write the text to a file</source>
        <translation>本文をファイルに書き出す</translation>
    </message>
    <message>
        <source>Written to {name}. What is in force has not changed.</source>
        <translation>「{name}」に書き出しました。有効な方針は変わっていません。</translation>
    </message>
    <message>
        <source>Nothing has been changed.</source>
        <translation>変更はありません。</translation>
    </message>
    <message>
        <source>It cannot be saved yet. Enter goes to the line of a problem.</source>
        <translation>問題があるため、まだ保存できません。一覧で Enter を押すと、その行へ移ります。</translation>
    </message>
</context>
<context>
    <name>PolicyPage</name>
    <message>
        <source>&amp;Contents</source>
        <translation>方針の内容(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>方針の編集(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Try a rule</source>
        <translation>照合を試す(&amp;T)</translation>
    </message>
    <message>
        <source>The changes to the policy have not been saved.</source>
        <translation>運用方針の変更がまだ保存されていません。</translation>
    </message>
    <message>
        <source>Contents, text, trying a rule</source>
        <translation>方針の内容・編集・照合を試す</translation>
    </message>
    <message>
        <source>Load an example or a file</source>
        <translation>ひな形かファイルを読み込む</translation>
    </message>
    <message>
        <source>Save as a new version</source>
        <translation>新しい版として保存する</translation>
    </message>
    <message>
        <source>Write the text to a file</source>
        <translation>ファイルに書き出す</translation>
    </message>
    <message>
        <source>Go to the next problem</source>
        <translation>次の問題の行へ移る</translation>
    </message>
    <message>
        <source>In the problems: go to the line. When trying: compare</source>
        <translation>問題の一覧：その行へ移る。照合を試す：照合する</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Back to the text</source>
        <translation>編集に戻る</translation>
    </message>
    <message>
        <source>Everything: what is in force now cannot be read.</source>
        <translation>今の方針を読み取れないため、すべてが入れ替わります。</translation>
    </message>
    <message>
        <source>Version {version} is in force.</source>
        <translation>第 {version} 版を有効にしました。</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>運用方針</translation>
    </message>
</context>
<context>
    <name>PolicyWords</name>
    <message>
        <source>Client companies</source>
        <translation>委託元</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>伺うこと</translation>
    </message>
    <message>
        <source>May be revealed</source>
        <translation>表示できる項目</translation>
    </message>
    <message>
        <source>Only after a call-back</source>
        <translation>折り返し後だけ表示</translation>
    </message>
    <message>
        <source>May speak for the customer</source>
        <translation>応対できる代理の方</translation>
    </message>
    <message>
        <source>Shown for</source>
        <translation>表示する時間</translation>
    </message>
    <message>
        <source>Purpose: {label}</source>
        <translation>用件：{label}</translation>
    </message>
    <message>
        <source>Asked: {items}
May be told: {fields}</source>
        <translation>伺うこと：{items}
お伝えできる項目：{fields}</translation>
    </message>
    <message>
        <source>Who may speak for a customer</source>
        <translation>代理の方への応対</translation>
    </message>
    <message>
        <source> and </source>
        <translation> と </translation>
    </message>
    <message>
        <source>Finding a customer</source>
        <translation>お客様の探し方</translation>
    </message>
    <message>
        <source>By one of</source>
        <translation>次のどれかで探す</translation>
    </message>
    <message>
        <source>{count} times</source>
        <translation>{count} 回まで</translation>
    </message>
    <message>
        <source>Locks when nobody types</source>
        <translation>操作がないとロックするまで</translation>
    </message>
    <message>
        <source>Locks during a call</source>
        <translation>通話中にロックするまで</translation>
    </message>
    <message>
        <source>Says so before</source>
        <translation>ロックの予告</translation>
    </message>
    <message>
        <source>A call can be resumed for</source>
        <translation>通話を再開できる時間</translation>
    </message>
    <message>
        <source>Answers to one question</source>
        <translation>1 つの確認項目への回答</translation>
    </message>
    <message>
        <source>Answers in one call</source>
        <translation>1 回の通話での回答</translation>
    </message>
    <message>
        <source>Answers for one customer a day</source>
        <translation>お客様 1 人あたり 1 日の回答</translation>
    </message>
    <message>
        <source>Shortest password</source>
        <translation>パスワードの最短の長さ</translation>
    </message>
    <message>
        <source>{count} characters</source>
        <translation>{count} 文字</translation>
    </message>
    <message>
        <source>A wrong answer</source>
        <translation>答えが合わなかったとき</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>時間と回数の制限</translation>
    </message>
    <message>
        <source>None: nobody can be shown a field without the check.</source>
        <translation>なし（本人確認をせずに表示することはできません）</translation>
    </message>
    <message>
        <source>Reasons for a lead&apos;s approval</source>
        <translation>リーダーが承認できる理由</translation>
    </message>
    <message>
        <source>A call-back dials</source>
        <translation>折り返しで発信する番号</translation>
    </message>
    <message>
        <source>Approval and call-back</source>
        <translation>承認と折り返し</translation>
    </message>
    <message>
        <source>{kind}, sensitivity {sensitivity}</source>
        <translation>種類：{kind}&#x3000;重要度：{sensitivity}</translation>
    </message>
    <message>
        <source>Fields of a customer</source>
        <translation>お客様の項目</translation>
    </message>
    <message>
        <source>Phrase cards</source>
        <translation>応対フレーズ</translation>
    </message>
    <message>
        <source>
→ Hand over</source>
        <translation>
→ 担当者へ引き継ぐ</translation>
    </message>
    <message>
        <source>Questions about privacy</source>
        <translation>個人情報についてのご質問</translation>
    </message>
    <message>
        <source>{count} of: {items}</source>
        <translation>{items}のうち {count} つ</translation>
    </message>
    <message>
        <source>{required}, and {some}</source>
        <translation>{required}。加えて{some}</translation>
    </message>
    <message>
        <source>(only for {clients})</source>
        <translation>（{clients}のみ）</translation>
    </message>
    <message>
        <source>The operator is told which question it was.</source>
        <translation>合わなかった項目をオペレーターに知らせる</translation>
    </message>
    <message>
        <source>The operator is not told which question it was.</source>
        <translation>どの項目かはオペレーターに知らせない</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} 分 {seconds} 秒</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分</translation>
    </message>
</context>
<context>
    <name>PurposePane</name>
    <message>
        <source>Purpose of the call</source>
        <translation>ご用件</translation>
    </message>
    <message>
        <source>What does the caller want now?</source>
        <translation>変更後のご用件</translation>
    </message>
    <message>
        <source>The customer stays. What has been answered rightly still counts; the rest is asked now.</source>
        <translation>お客様はそのままです。確認できている項目は引き継がれ、足りない項目だけを伺います。</translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Please confirm</source>
        <translation>確認</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
</context>
<context>
    <name>QuestionPane</name>
    <message>
        <source>Stay in the call (Esc)</source>
        <translation>通話に戻る（Esc）</translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <source>Show what is &amp;decided too</source>
        <translation>判断済みも表示(&amp;D)</translation>
    </message>
    <message>
        <source>Begin with the first (&amp;N)</source>
        <translation>先頭から始める(&amp;N)</translation>
    </message>
    <message>
        <source>Cases to review</source>
        <translation>確認する案件</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>読み込み中 …</translation>
    </message>
    <message>
        <source>Not read</source>
        <translation>未読み込み</translation>
    </message>
    <message>
        <source>{count} left, and more not listed yet</source>
        <translation>残り {count} 件（ほかに未表示あり）</translation>
    </message>
    <message>
        <source>{count} left</source>
        <translation>残り {count} 件</translation>
    </message>
    <message>
        <source>All reviewed</source>
        <translation>すべて確認済み</translation>
    </message>
    <message>
        <source>Read {count} &amp;more</source>
        <translation>続きの {count} 件を読む(&amp;M)</translation>
    </message>
    <message>
        <source>Nothing is waiting to be reviewed. New calls are looked through when you read again.</source>
        <translation>確認する案件はありません。新しい通話は、読み込み直したときに調べます。</translation>
    </message>
    <message>
        <source>The queue has not been read, so nothing can be said about what is waiting. F5 reads it again.</source>
        <translation>一覧を読み込めていないため、確認する案件があるかどうかは分かりません。F5 で読み込み直してください。</translation>
    </message>
    <message>
        <source>{count} calls in all</source>
        <translation>全 {count} 通話から</translation>
    </message>
    <message>
        <source>{count} waiting for an answer</source>
        <translation>回答待ち {count} 件</translation>
    </message>
    <message>
        <source>{count} of your own</source>
        <translation>自分の案件 {count} 件</translation>
    </message>
    <message>
        <source>times: {zone}</source>
        <translation>時刻は {zone}</translation>
    </message>
</context>
<context>
    <name>RecoveryGate</name>
    <message>
        <source>This device no longer knows the vault</source>
        <translation>この端末の鍵が見つかりません</translation>
    </message>
    <message>
        <source>The secret of this device is missing, so no password opens the vault. Nothing is lost: with the recovery key an administrator opens it again. Everybody else then gets a new first password.</source>
        <translation>端末の鍵がないため、パスワードだけでは保管庫を開けません。データは失われていません。管理者が復旧キーで開き直せます。ほかの人には、復旧後に新しい初回パスワードを渡してください。</translation>
    </message>
    <message>
        <source>Recover the vault</source>
        <translation>保管庫を復旧する</translation>
    </message>
    <message>
        <source>Recovery key</source>
        <translation>復旧キー</translation>
    </message>
    <message>
        <source>As it was written down at the set-up.</source>
        <translation>初期設定のときに書き留めたものを入力してください。</translation>
    </message>
    <message>
        <source>Administrator&apos;s user name</source>
        <translation>管理者のユーザー名</translation>
    </message>
    <message>
        <source>Restore from a backup …</source>
        <translation>バックアップから戻す …</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Open with the recovery key</source>
        <translation>復旧キーで開く</translation>
    </message>
    <message>
        <source>If you have forgotten your password, an administrator gives you a new one on the users page. Where no administrator can sign in, or the vault says that its files are older than the log, an administrator opens it here. Everybody else then gets a new first password.</source>
        <translation>パスワードを忘れた方は、管理者に頼んでください。「ユーザー」のページで新しい初回パスワードを発行できます。管理者がログインできないときや、保管庫のファイルが記録より古いと表示されたときは、管理者がここで復旧キーを使って開きます。ほかの方は全員、新しい初回パスワードが必要になります。</translation>
    </message>
</context>
<context>
    <name>RecoveryKeyProof</name>
    <message>
        <source>Group {number}</source>
        <translation>{number} 番目の 4 文字</translation>
    </message>
</context>
<context>
    <name>RecoveryKeySheet</name>
    <message>
        <source>Save to a file …</source>
        <translation>ファイルに保存…</translation>
    </message>
    <message>
        <source>The file could not be written. Choose another place, or write the key down.</source>
        <translation>ファイルに書き込めませんでした。別の場所を選ぶか、紙に書き留めてください。</translation>
    </message>
    <message>
        <source>Saved. Move the file to a USB stick or print it, and keep it away from this machine.</source>
        <translation>保存しました。USB メモリーに移すか印刷して、この端末とは別の場所に保管してください。</translation>
    </message>
    <message>
        <source>Save the recovery key</source>
        <translation>復旧キーの保存先</translation>
    </message>
</context>
<context>
    <name>Representing</name>
    <message>
        <source>The customer themselves</source>
        <translation>ご本人</translation>
    </message>
    <message>
        <source>Somebody for the customer: {who}</source>
        <translation>代理の方：{who}</translation>
    </message>
    <message>
        <source>For this purpose nobody can speak for the customer. Ask that the customer calls.</source>
        <translation>この用件では、代理の方への対応を定めていません。ご本人からのお電話をお願いしてください。</translation>
    </message>
    <message>
        <source>The questions and what may be told change with it. What has been answered in the check is dropped; the attempts stay counted.</source>
        <translation>確認項目と、お伝えできる項目が変わります。ここまでの確認は取り消されます（回数は引き継ぎます）。</translation>
    </message>
    <message>
        <source>Who is calling?</source>
        <translation>お電話の相手はどなたですか？</translation>
    </message>
    <message>
        <source>Now on the line: {who}.</source>
        <translation>通話の相手：{who}</translation>
    </message>
    <message>
        <source>Now on the line: {who}. The answers so far and what was granted do not count any more.</source>
        <translation>通話の相手：{who}。ここまでの確認と表示の許可は取り消しました。改めて確認してください。</translation>
    </message>
</context>
<context>
    <name>RestoreGate</name>
    <message>
        <source>Choose the &amp;file … (Ctrl+O)</source>
        <translation>ファイルを選ぶ …（Ctrl+O）</translation>
    </message>
    <message>
        <source>No file has been chosen yet.</source>
        <translation>ファイルはまだ選ばれていません。</translation>
    </message>
    <message>
        <source>&amp;Move what is there aside and put the backup in its place</source>
        <translation>今ある保管庫を別の名前で残し、その場所にバックアップを戻す(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Back (Esc)</source>
        <translation>前の画面に戻る（Esc）</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>中止(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>バックアップから戻す(&amp;R)</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>中止しました。何も変更していません。</translation>
    </message>
    <message>
        <source>Choose a backup</source>
        <translation>バックアップのファイルを選ぶ</translation>
    </message>
    <message>
        <source>Backups (*.ocbackup)</source>
        <translation>バックアップ (*.ocbackup)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
    <message>
        <source>The vault of {made} is back. Sign in with the password of that day.</source>
        <translation>{made} の保管庫に戻しました。そのときのパスワードでログインしてください。</translation>
    </message>
    <message>
        <source>The vault of {made} is back. Sign in with the password of that day. What was there is kept as “{aside}”; do not delete it.</source>
        <translation>{made} の保管庫に戻しました。そのときのパスワードでログインしてください。元の保管庫は「{aside}」に残してあります。消さないでください。</translation>
    </message>
    <message>
        <source>A backup of {made}: {customers} customers, {entries} entries of the log, {size}, made by version {build}.</source>
        <translation>{made} のバックアップ：顧客 {customers} 件、操作記録 {entries} 件、{size}（版 {build} で作成）。</translation>
    </message>
    <message>
        <source>There is no vault in this place yet.</source>
        <translation>この場所には、まだ保管庫がありません。</translation>
    </message>
    <message>
        <source>There is another vault in this place. It is kept under another name.</source>
        <translation>この場所には別の保管庫があります。名前を変えて残します。</translation>
    </message>
    <message>
        <source>What is in this place cannot be opened as a vault. It is kept under another name.</source>
        <translation>この場所にあるものは、保管庫として開けません。名前を変えて残します。</translation>
    </message>
    <message>
        <source>The same vault is in this place. It is kept under another name.</source>
        <translation>この場所には、同じ保管庫があります。名前を変えて残します。</translation>
    </message>
    <message>
        <source>The same vault is in this place, with {newer} more entries in its log: what was done since the backup is only there. It is kept under another name.</source>
        <translation>この場所にある同じ保管庫には、バックアップより {newer} 件多く記録があります。バックアップ後の作業は、そちらにしか残っていません。名前を変えて残します。</translation>
    </message>
    <message>
        <source>Users, passwords and policy become those of that day as well: disable whoever has left since. The log goes on from the backup and says so; records of the log that were delivered later will not fit it, and a verification tells of that.</source>
        <translation>ユーザー、パスワード、運用方針もその時点に戻ります。その後に退職した人などは、戻したあとで無効にしてください。操作記録はバックアップの続きから書かれ、戻したことも記録されます。バックアップより後に届けた控えとは合わなくなり、検証で指摘されます。</translation>
    </message>
    <message>
        <source>Restore from a backup</source>
        <translation>バックアップから戻す</translation>
    </message>
    <message>
        <source>In this place: {place}</source>
        <translation>戻す場所：{place}</translation>
    </message>
    <message>
        <source>Progress of the restore</source>
        <translation>復元の進み具合</translation>
    </message>
</context>
<context>
    <name>RevealedValue</name>
    <message>
        <source>Being shown</source>
        <translation>表示中</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>&amp;Refresh (F5)</source>
        <translation>読み込み直す（F5）</translation>
    </message>
    <message>
        <source>Back (Esc)</source>
        <translation>戻る（Esc）</translation>
    </message>
    <message>
        <source>The comment on this case has not been sent.</source>
        <translation>入力中のコメントは、まだ送られていません。</translation>
    </message>
    <message>
        <source>Open the case, the call or the other case</source>
        <translation>案件や通話を開く</translation>
    </message>
    <message>
        <source>Begin with the first case that waits</source>
        <translation>先頭の案件から始める</translation>
    </message>
    <message>
        <source>Read more of a long queue</source>
        <translation>一覧の続きを読む</translation>
    </message>
    <message>
        <source>Fine, and on to the next case</source>
        <translation>問題なしとして次の案件へ</translation>
    </message>
    <message>
        <source>Ask the operator</source>
        <translation>担当者に質問する</translation>
    </message>
    <message>
        <source>Report as an incident</source>
        <translation>事故として報告する</translation>
    </message>
    <message>
        <source>Write a comment</source>
        <translation>コメントを入力する</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Read the queue again</source>
        <translation>一覧を読み込み直す</translation>
    </message>
    <message>
        <source>Leave it unsent</source>
        <translation>送らずに離れる</translation>
    </message>
    <message>
        <source>Reviewed.</source>
        <translation>問題なしとしました。</translation>
    </message>
    <message>
        <source>Asked. The operator answers at the next sign-in.</source>
        <translation>質問しました。担当者が次にログインしたときに回答します。</translation>
    </message>
    <message>
        <source>Reported as an incident.</source>
        <translation>事故として報告しました。</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>確認</translation>
    </message>
</context>
<context>
    <name>RoomCard</name>
    <message>
        <source>&amp;Privacy mode: only the field in use can be read (F10)</source>
        <translation>のぞき見対策：操作中の項目だけを読めるようにする（F10）(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Hide everything while another window is in front</source>
        <translation>別のウィンドウを使っている間は、画面を隠す(&amp;H)</translation>
    </message>
    <message>
        <source>Tell my screen &amp;reader the values that are shown</source>
        <translation>表示中の値を、スクリーンリーダーに伝える(&amp;R)</translation>
    </message>
    <message>
        <source>Use earphones: whoever is in the room hears the value. Every value that is read is in the log.</source>
        <translation>読み上げた値は周りの人にも聞こえます。イヤホンを使ってください。読み上げの対象にした表示は、すべて操作記録に残ります。</translation>
    </message>
    <message>
        <source>At this place</source>
        <translation>この席での設定</translation>
    </message>
</context>
<context>
    <name>RoomGate</name>
    <message>
        <source>Before the first call of the day</source>
        <translation>本日の始業前の確認</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>No</source>
        <translation>いいえ</translation>
    </message>
    <message>
        <source>Put it right, answer again</source>
        <translation>対応して、もう一度答える</translation>
    </message>
    <message>
        <source>Go on as it is</source>
        <translation>このまま始める</translation>
    </message>
    <message>
        <source>Please do this first</source>
        <translation>先に次の対応をしてください</translation>
    </message>
    <message>
        <source>Please do this</source>
        <translation>次の対応をしてください</translation>
    </message>
    <message>
        <source>At home or in the office: nobody should read along or listen in. Your answers go into the log.</source>
        <translation>在宅でもオフィスでも、周りの人に画面を見られたり通話を聞かれたりしないための確認です。回答は操作記録に残り、リーダーも確認します。</translation>
    </message>
    <message>
        <source>Calls can be taken once every answer is yes.</source>
        <translation>すべて「はい」になると、電話を受けられます。</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{count} 問中 {number} 問目</translation>
    </message>
</context>
<context>
    <name>SaveQuestion</name>
    <message>
        <source>&amp;Put it in force</source>
        <translation>この版を有効にする(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Back to the text (Esc)</source>
        <translation>編集に戻る(&amp;B) Esc</translation>
    </message>
    <message>
        <source>It holds for you at once and for everybody else from their next step on. The change, with both versions, goes into the log. Every check names the version it was made under.</source>
        <translation>あなたにはすぐに、ほかの人には次の操作から適用されます。変更したことは、前後の版とともに操作記録に残ります。本人確認の記録には、そのとき有効だった版が残ります。</translation>
    </message>
    <message>
        <source>Save as a new version?</source>
        <translation>新しい版として保存しますか</translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message>
        <source>Saved as {name}. The log has it as entry {entry}.</source>
        <translation>{name} に保存しました（操作記録 {entry} 番）。</translation>
    </message>
</context>
<context>
    <name>Sealing</name>
    <message>
        <source>Seal</source>
        <translation>秘匿対象にする</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>秘匿を解除する</translation>
    </message>
    <message>
        <source>Go &amp;on (Enter)</source>
        <translation>確認へ進む(&amp;O) Enter</translation>
    </message>
    <message>
        <source>Customer number</source>
        <translation>顧客番号</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>It is written to the log. Leave out the customer&apos;s data.</source>
        <translation>操作記録に残ります。お客様の情報は書かないでください。</translation>
    </message>
    <message>
        <source>A sealed customer (for example after stalking or violence) is not found: operators are answered as for a number that nobody has. Only with a lead&apos;s approval at the operator&apos;s console can the call go on.</source>
        <translation>ストーカーや暴力の被害などで、登録の有無も明かせないお客様を秘匿対象にします。オペレーターが探しても「該当なし」となり、リーダーがその画面で承認したときだけ応対を続けられます。この画面にお客様の情報は表示されません。</translation>
    </message>
    <message>
        <source>Customer of</source>
        <translation>委託元</translation>
    </message>
    <message>
        <source>Sealed customers</source>
        <translation>秘匿対象の指定と解除</translation>
    </message>
    <message>
        <source>Please fill this in.</source>
        <translation>入力してください。</translation>
    </message>
    <message>
        <source>Seal the customer with number {number} of {client}? Nobody finds them any more.</source>
        <translation>{client}の顧客番号 {number} を秘匿対象にしますか。以後、オペレーターの検索では「該当なし」となります。</translation>
    </message>
    <message>
        <source>Open the customer with number {number} of {client} again? Every operator finds them.</source>
        <translation>{client}の顧客番号 {number} の秘匿を解除しますか。以後、担当のオペレーターが検索できるようになります。</translation>
    </message>
    <message>
        <source>&amp;Seal</source>
        <translation>秘匿対象にする(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Open again</source>
        <translation>秘匿を解除する(&amp;O)</translation>
    </message>
    <message>
        <source>The customer is sealed.</source>
        <translation>秘匿対象にしました。</translation>
    </message>
    <message>
        <source>The customer can be found again.</source>
        <translation>秘匿を解除しました。</translation>
    </message>
    <message>
        <source>No customer of this company has this number.</source>
        <translation>この委託元に、その顧客番号のお客様はいません。番号と委託元を確かめてください。</translation>
    </message>
</context>
<context>
    <name>SeenPage</name>
    <message>
        <source>Sho&amp;w (Enter)</source>
        <translation>表示（Enter）(&amp;W)</translation>
    </message>
    <message>
        <source>State that it was &amp;not shown</source>
        <translation>非表示の証明を作る(&amp;N)</translation>
    </message>
    <message>
        <source>Save as PDF (Ctrl+S)</source>
        <translation>PDF に保存（Ctrl+S）</translation>
    </message>
    <message>
        <source>Show who saw the customer</source>
        <translation>お客様の閲覧記録を表示する</translation>
    </message>
    <message>
        <source>State that nothing was shown, with what is uncertain</source>
        <translation>表示がなかったことの証明を、確かでない点とともに作る</translation>
    </message>
    <message>
        <source>Read older showings</source>
        <translation>前の表示を続けて読む</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>PDF に保存</translation>
    </message>
    <message>
        <source>Every reading of this page is written to the log.</source>
        <translation>ここで調べたことも、操作記録に残ります。</translation>
    </message>
    <message>
        <source>Read {count} &amp;older ones</source>
        <translation>前の {count} 件を読む(&amp;O)</translation>
    </message>
    <message>
        <source>PDF files (*.pdf)</source>
        <translation>PDF ファイル (*.pdf)</translation>
    </message>
    <message>
        <source>who_saw_{day}.pdf</source>
        <translation>閲覧記録_{day}.pdf</translation>
    </message>
    <message>
        <source>Who saw a customer</source>
        <translation>お客様の閲覧記録</translation>
    </message>
    <message>
        <source>Readings</source>
        <translation>閲覧記録</translation>
    </message>
</context>
<context>
    <name>SeenQuestion</name>
    <message>
        <source>Names of &amp;staff</source>
        <translation>担当者名を表示(&amp;S)</translation>
    </message>
    <message>
        <source>Number or reference</source>
        <translation>番号または参照番号</translation>
    </message>
    <message>
        <source>Cus&amp;tomer</source>
        <translation>お客様(&amp;T)</translation>
    </message>
    <message>
        <source>Client company</source>
        <translation>委託元</translation>
    </message>
    <message>
        <source>From</source>
        <translation>開始日</translation>
    </message>
    <message>
        <source>To</source>
        <translation>終了日</translation>
    </message>
    <message>
        <source>Type a number.</source>
        <translation>番号を入力してください。</translation>
    </message>
</context>
<context>
    <name>SeenWords</name>
    <message>
        <source>Time ({zone})</source>
        <translation>日時（{zone}）</translation>
    </message>
    <message>
        <source>Shown for</source>
        <translation>表示時間</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>担当者</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>役割</translation>
    </message>
    <message>
        <source>Client company</source>
        <translation>委託元</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>用件</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>{count} s</source>
        <translation>{count} 秒</translation>
    </message>
    <message>
        <source> (approved by a lead, without the check)</source>
        <translation>（リーダーの承認・本人確認なし）</translation>
    </message>
    <message>
        <source>End unknown</source>
        <translation>終了不明</translation>
    </message>
    <message>
        <source>Staff {number}</source>
        <translation>担当者 {number}</translation>
    </message>
    <message>
        <source>Nothing was shown in this time. The record was found in {opened} calls.</source>
        <translation>この期間に表示された項目はありません。記録が検索で開かれた通話は {opened} 件です。</translation>
    </message>
    <message>
        <source>Shown {rows} times to {people} people; the record was found in {opened} calls.</source>
        <translation>{people} 人に {rows} 回表示されました。記録が検索で開かれた通話は {opened} 件です。</translation>
    </message>
    <message>
        <source> The oldest {count} are not listed yet.</source>
        <translation>古い {count} 件は、まだ一覧に出していません。</translation>
    </message>
    <message>
        <source>{since} to {until}</source>
        <translation>{since} から {until} まで</translation>
    </message>
    <message>
        <source>In this time, fields of this customer were shown {count} times.</source>
        <translation>この期間に、このお客様の項目が {count} 回表示されています。</translation>
    </message>
    <message>
        <source>The log has no showing of this customer in this time, but there are the gaps below.</source>
        <translation>この期間に、このお客様の項目が表示された記録はありません。ただし、次の点は確かではありません。</translation>
    </message>
    <message>
        <source>No field of this customer was shown in this time.</source>
        <translation>この期間に、このお客様の項目は一度も表示されていません。</translation>
    </message>
    <message>
        <source>This statement is NOT signed: the vault could not sign. It is the console&apos;s word alone.</source>
        <translation>この証明書に署名はありません（保管庫が署名できませんでした）。このコンソールの表示だけが根拠です。</translation>
    </message>
    <message>
        <source>Signed by the vault: a checkpoint covers entry {entry}, which has this statement&apos;s SHA-256.</source>
        <translation>保管庫の署名つきです。この証明書の SHA-256 は操作記録の {entry} 番にあり、署名された控えがその記録まで押さえています。</translation>
    </message>
</context>
<context>
    <name>SelfReviewGate</name>
    <message>
        <source>A question about your work</source>
        <translation>業務について質問があります</translation>
    </message>
    <message>
        <source>Answer before your first call. Question and answer stay in the log.</source>
        <translation>最初の通話の前に回答してください。質問と回答は操作記録に残ります。</translation>
    </message>
    <message>
        <source>Your &amp;answer</source>
        <translation>回答(&amp;A)</translation>
    </message>
    <message>
        <source>Write nothing that belongs to a customer.</source>
        <translation>お客様の氏名や番号などは書かないでください。</translation>
    </message>
    <message>
        <source>{count} to answer</source>
        <translation>未回答 {count} 件</translation>
    </message>
    <message>
        <source>Answer and begin (Ctrl+Enter)</source>
        <translation>回答して業務を始める（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>Answer, next question (Ctrl+Enter)</source>
        <translation>回答して次の質問へ（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>A call of {day}: {purpose}</source>
        <translation>{day} の通話「{purpose}」</translation>
    </message>
    <message>
        <source>Your work of {day}</source>
        <translation>{day} の業務</translation>
    </message>
    <message>
        <source>{what}. Asked by {name}, {time}</source>
        <translation>{what}について&#x3000;質問者：{name}（{time}）</translation>
    </message>
    <message>
        <source>Write your answer.</source>
        <translation>回答を入力してください。</translation>
    </message>
</context>
<context>
    <name>SetupGate</name>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Restore from a backup …</source>
        <translation>バックアップから戻す …</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>That is not what is on the sheet. Compare the groups letter by letter, or go back to see it.</source>
        <translation>復旧キーと一致しません。1 文字ずつ見比べるか、戻ってもう一度確かめてください。</translation>
    </message>
    <message>
        <source>Step {number} of {count}</source>
        <translation>手順 {number} / {count}</translation>
    </message>
    <message>
        <source>I have written it down</source>
        <translation>書き留めました</translation>
    </message>
    <message>
        <source>Make the vault</source>
        <translation>保管庫を作る</translation>
    </message>
    <message>
        <source>There is no vault in this folder yet: {place}</source>
        <translation>このフォルダーには、まだ保管庫がありません: {place}</translation>
    </message>
    <message>
        <source>The vault service has no vault yet: {place}</source>
        <translation>保管庫のサービスには、まだ保管庫がありません: {place}</translation>
    </message>
    <message>
        <source>Three people are enough to begin; others follow later.</source>
        <translation>まず 3 人を登録します。ほかの人は後から追加できます。</translation>
    </message>
    <message>
        <source>Make a new vault</source>
        <translation>新しい保管庫を作ります</translation>
    </message>
    <message>
        <source>Where does this device keep its secret?</source>
        <translation>端末の鍵を、どこに置きますか</translation>
    </message>
    <message>
        <source>A password alone does not open the vault: this device adds a secret of its own.</source>
        <translation>保管庫は、パスワードだけでは開きません。この端末だけが持つ鍵を組み合わせて開きます。</translation>
    </message>
    <message>
        <source>Write down the recovery key</source>
        <translation>復旧キーを書き留めてください</translation>
    </message>
    <message>
        <source>It opens the vault when this device is lost or broken. It is shown this once and kept nowhere.</source>
        <translation>端末をなくしたり壊れたりしたときに、保管庫を開くための鍵です。表示は今回だけで、どこにも残りません。</translation>
    </message>
    <message>
        <source>Check what you wrote down</source>
        <translation>書き留めた復旧キーの確認</translation>
    </message>
    <message>
        <source>Type these two groups from your sheet. Until then nothing is written to the disk.</source>
        <translation>控えを見て、次の 2 か所を入力してください。ここまでは、ディスクには何も書き込んでいません。</translation>
    </message>
</context>
<context>
    <name>SetupPeople</name>
    <message>
        <source>{role}: a user name has up to 40 letters or digits, without spaces.</source>
        <translation>{role}: ユーザー名は、空白を入れずに 40 文字までの英数字などで入力してください。</translation>
    </message>
    <message>
        <source>{role}: type the name that colleagues know.</source>
        <translation>{role}: 表示に使うお名前を入力してください。</translation>
    </message>
    <message>
        <source>{role}: the first password needs {count} characters or more and must not be the user name.</source>
        <translation>{role}: 初回パスワードは {count} 文字以上で、ユーザー名とは違うものにしてください。</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>ユーザー名</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>お名前</translation>
    </message>
    <message>
        <source>First password</source>
        <translation>初回パスワード</translation>
    </message>
    <message>
        <source>Aoki</source>
        <translation>青木</translation>
    </message>
    <message>
        <source>Sato</source>
        <translation>佐藤</translation>
    </message>
    <message>
        <source>Tanaka</source>
        <translation>田中</translation>
    </message>
    <message>
        <source>First passwords: {count} characters or more. Each person chooses their own when signing in first.</source>
        <translation>初回パスワードは {count} 文字以上。最初のログインのときに、本人が自分のものに変えます。</translation>
    </message>
</context>
<context>
    <name>SharingCard</name>
    <message>
        <source>1 to {limit}</source>
        <translation>1～{limit} 分</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>時間（分）</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>目的</translation>
    </message>
    <message>
        <source>The lead&apos;s user name</source>
        <translation>リーダーのユーザー名</translation>
    </message>
    <message>
        <source>The lead&apos;s password</source>
        <translation>リーダーのパスワード</translation>
    </message>
    <message>
        <source>Allow captures</source>
        <translation>撮影を許可する</translation>
    </message>
    <message>
        <source>End it now</source>
        <translation>許可を終える</translation>
    </message>
    <message>
        <source>This is needed.</source>
        <translation>入力してください。</translation>
    </message>
    <message>
        <source>The screen can be captured now. Nothing can be shown until that ends.</source>
        <translation>画面の撮影を許可しました。終わるまで、項目は表示できません。</translation>
    </message>
    <message>
        <source>Captures are allowed for {minutes} more minutes at most. Nothing can be shown until then.</source>
        <translation>画面の撮影を許可しています（残り {minutes} 分以内）。終わるまで、項目は表示できません。</translation>
    </message>
    <message>
        <source>Screenshots, recordings and screen sharing do not show this window. For remote support a lead can allow it for some minutes here. It ends by itself, and begin and end are in the log.</source>
        <translation>スクリーンショット、録画、画面共有に、この画面は写りません。リモートサポートに必要なときは、リーダーがここで数分間だけ許可できます。時間が来ると自動で終わり、開始と終了は操作記録に残ります。</translation>
    </message>
    <message>
        <source>This system lets every program take pictures of the screen, and the console cannot prevent it. Lock before you share the screen. What is shown carries your name and the time.</source>
        <translation>この OS では、ほかのプログラムによる画面の撮影をコンソールから防ぐことはできません。画面を共有する前に、必ずロックしてください。表示した値には、あなたのユーザー名と時刻の透かしが入ります。</translation>
    </message>
    <message>
        <source>Screenshots and screen sharing</source>
        <translation>スクリーンショットと画面共有</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Made {time} ({zone}) by {name}</source>
        <translation>作成：{time}（{zone}）&#x3000;{name}</translation>
    </message>
    <message>
        <source>Customer reference: {reference}</source>
        <translation>お客様の参照番号：{reference}</translation>
    </message>
    <message>
        <source>Statement about showings</source>
        <translation>表示の有無についての証明</translation>
    </message>
</context>
<context>
    <name>SignInGate</name>
    <message>
        <source>Sign in</source>
        <translation>ログイン</translation>
    </message>
    <message>
        <source>I cannot sign in …</source>
        <translation>ログインできないとき…</translation>
    </message>
    <message>
        <source>This is a demo vault. All customers are made up, and it is deleted when you quit.</source>
        <translation>デモ用の保管庫です。顧客はすべて架空で、終了すると削除されます。</translation>
    </message>
    <message>
        <source>Fill in this account</source>
        <translation>この人の名前とパスワードを入れる</translation>
    </message>
</context>
<context>
    <name>StartPane</name>
    <message>
        <source>Say this first</source>
        <translation>最初のごあいさつ</translation>
    </message>
    <message>
        <source>Client company</source>
        <translation>窓口</translation>
    </message>
    <message>
        <source>Purpose of the call</source>
        <translation>ご用件</translation>
    </message>
    <message>
        <source>Return to the earlier call</source>
        <translation>前の通話に戻る</translation>
    </message>
    <message>
        <source>No client company has been granted to you. Ask an administrator.</source>
        <translation>担当する委託元がまだありません。管理者に連絡してください。</translation>
    </message>
    <message>
        <source>There is a call that a lock interrupted</source>
        <translation>ロックで中断した通話があります</translation>
    </message>
    <message>
        <source>{client}, {purpose}. A check that was met still counts; the fields are masked.</source>
        <translation>{client}／{purpose}。済んだ本人確認は引き続き有効です。お客様情報は伏せた状態で再開します。</translation>
    </message>
    <message>
        <source>{client}, {purpose}. Too much time has passed: check the caller&apos;s identity again.</source>
        <translation>{client}／{purpose}。時間が経っているため、本人確認をもう一度行ってください。</translation>
    </message>
    <message>
        <source>As whom do you answer?</source>
        <translation>どちらの窓口で受けますか</translation>
    </message>
    <message>
        <source>What is it about?</source>
        <translation>ご用件</translation>
    </message>
</context>
<context>
    <name>StatusPage</name>
    <message>
        <source>Looking …</source>
        <translation>確認しています…</translation>
    </message>
    <message>
        <source>&amp;Look again (F5)</source>
        <translation>もう一度確認（F5）</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>この端末</translation>
    </message>
    <message>
        <source>Policy in force</source>
        <translation>適用中の運用方針</translation>
    </message>
    <message>
        <source>“{name}”, version {version}. The console locks after {minutes} minutes without a key press.</source>
        <translation>「{name}」第 {version} 版。{minutes} 分間操作がないと、コンソールはロックします。</translation>
    </message>
    <message>
        <source>What the console does, and what it cannot do</source>
        <translation>コンソールが守ること、守れないこと</translation>
    </message>
    <message>
        <source>No value is shown before its entry has been written to the log.</source>
        <translation>操作記録を書き終えるまで、お客様の情報は表示しません。</translation>
    </message>
    <message>
        <source>The files alone, or a password alone, open nothing.</source>
        <translation>ファイルだけ、またはパスワードだけでは、何も開けません。</translation>
    </message>
    <message>
        <source>When anything fails, the screen is masked or locked. What has been saved stays.</source>
        <translation>不具合が起きたときは、画面を隠すかロックします。保存済みのデータは失われません。</translation>
    </message>
    <message>
        <source>It cannot stop a camera or a person who looks over a shoulder.</source>
        <translation>カメラでの撮影や、後ろからののぞき見は防げません。</translation>
    </message>
    <message>
        <source>It cannot stop an administrator of this computer.</source>
        <translation>このパソコンの管理者権限を持つ人の操作は防げません。</translation>
    </message>
    <message>
        <source>In guarded mode, programs of this user cannot read the vault&apos;s files, keys or memory, and get no more than can be done by hand. Whoever uses this screen sees what it shows.</source>
        <translation>保護モードでは、この OS ユーザーのプログラムから保管庫のファイル・鍵・メモリーは読めず、手作業でできる以上のことはできません。この画面に表示したものは、画面を使う人に見えます。</translation>
    </message>
    <message>
        <source>In standalone mode, whoever can run programs as this user and knows the password can go around the console. The log is then evidence and a deterrent, not a wall.</source>
        <translation>単独モードでは、このパソコンの同じユーザーでプログラムを実行でき、パスワードも知っている人は、コンソールを通さずにデータへ届きます。この場合の操作記録は、防ぐ壁ではなく、証拠と抑止になります。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>もう一度確認</translation>
    </message>
    <message>
        <source>Scroll</source>
        <translation>上下に動かす</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>Mind this</source>
        <translation>注意</translation>
    </message>
    <message>
        <source>Act</source>
        <translation>要対応</translation>
    </message>
    <message>
        <source>Not here</source>
        <translation>利用不可</translation>
    </message>
    <message>
        <source>State of this machine</source>
        <translation>端末の状態</translation>
    </message>
</context>
<context>
    <name>TalkPanel</name>
    <message>
        <source>Phrases</source>
        <translation>言い回し</translation>
    </message>
    <message>
        <source>Questions about data</source>
        <translation>個人情報のご質問</translation>
    </message>
    <message>
        <source>Say this</source>
        <translation>このようにお伝えください</translation>
    </message>
    <message>
        <source>Answer this</source>
        <translation>このようにお答えください</translation>
    </message>
    <message>
        <source>The policy has no words for this yet.</source>
        <translation>運用方針に、まだ言葉が登録されていません。</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>登録なし</translation>
    </message>
    <message>
        <source>The person in charge goes on with this. Ctrl+Enter writes it into the memo.</source>
        <translation>担当者へ引き継ぐご質問です。Ctrl+Enter でメモに書きます。</translation>
    </message>
</context>
<context>
    <name>Trying</name>
    <message>
        <source>Co&amp;mpare (Enter)</source>
        <translation>照合(&amp;M) Enter</translation>
    </message>
    <message>
        <source>&amp;Paste a table (Ctrl+Shift+V)</source>
        <translation>表を貼り付け(&amp;P) Ctrl+Shift+V</translation>
    </message>
    <message>
        <source>Clear &amp;all (Ctrl+Delete)</source>
        <translation>すべて消す(&amp;A) Ctrl+Del</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>On file</source>
        <translation>登録の値</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>お客様の答え</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>予想</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>決め手の規則</translation>
    </message>
    <message>
        <source>Pairs that were tried</source>
        <translation>照合を試した組</translation>
    </message>
    <message>
        <source>Reading on file</source>
        <translation>登録のフリガナ</translation>
    </message>
    <message>
        <source>Nothing of what is typed here is kept: it is gone when you leave, and the log says only that a rule was tried, for which kind, and which rule decided. Use made-up values.</source>
        <translation>ここに入力した値は、どこにも保存しません。ロックかログアウトで消え、操作記録には試したこと・種類・決め手の規則だけが残ります。架空の値で試してください。</translation>
    </message>
    <message>
        <source>{sign} {result} (not as expected)</source>
        <translation>{sign} {result}（予想外）</translation>
    </message>
    <message>
        <source>{count} pairs, {differing} not as expected</source>
        <translation>{count} 組のうち {differing} 組が予想と違います</translation>
    </message>
    <message>
        <source>{count} pairs</source>
        <translation>{count} 組</translation>
    </message>
    <message>
        <source>Lines that cannot be read: {lines}. Each needs kind, value on file and answer between tabs, then, if wanted, the expected result and the reading.</source>
        <translation>読み取れない行があります（{lines} 行目）。1 行に、種類・登録の値・お客様の答えをタブで区切って並べてください。続けて予想（一致／不一致）とフリガナも書けます。</translation>
    </message>
    <message>
        <source>The table takes {most} pairs; the rest was left out.</source>
        <translation>一度に試せるのは {most} 組までです。残りは加えていません。</translation>
    </message>
</context>
<context>
    <name>UsersPage</name>
    <message>
        <source>User name</source>
        <translation>ユーザー名</translation>
    </message>
    <message>
        <source>Display name</source>
        <translation>表示名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>役割</translation>
    </message>
    <message>
        <source>Client companies</source>
        <translation>委託元</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>OS user</source>
        <translation>OS ユーザー</translation>
    </message>
    <message>
        <source>&amp;Add a user (Ctrl+N)</source>
        <translation>ユーザーを追加（Ctrl+N）</translation>
    </message>
    <message>
        <source>New first &amp;password</source>
        <translation>パスワード再設定(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Client companies (Ctrl+E)</source>
        <translation>委託元の割り当て(&amp;C) Ctrl+E</translation>
    </message>
    <message>
        <source>&amp;OS user (Ctrl+U)</source>
        <translation>OS ユーザー(&amp;O) Ctrl+U</translation>
    </message>
    <message>
        <source>&amp;Disable</source>
        <translation>無効にする(&amp;D)</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>ユーザー</translation>
    </message>
    <message>
        <source>The first password has been put away. If it was not handed over, set a new one.</source>
        <translation>初回パスワードを隠しました。まだ伝えていないときは、再設定してください。</translation>
    </message>
    <message>
        <source>The first password is shown only once. Has it been handed over?</source>
        <translation>初回パスワードは、この画面でしか確認できません。本人に伝えましたか？</translation>
    </message>
    <message>
        <source>What has been typed is not saved yet.</source>
        <translation>入力した内容が、まだ保存されていません。</translation>
    </message>
    <message>
        <source>Add a user</source>
        <translation>ユーザーを追加</translation>
    </message>
    <message>
        <source>New first password for the chosen user</source>
        <translation>選んだユーザーのパスワード再設定</translation>
    </message>
    <message>
        <source>Client companies of the chosen operator</source>
        <translation>選んだオペレーターの委託元を割り当てる</translation>
    </message>
    <message>
        <source>OS user of the chosen user</source>
        <translation>選んだユーザーの OS ユーザー</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>一覧に戻る</translation>
    </message>
    <message>
        <source>Read the list again</source>
        <translation>一覧を更新</translation>
    </message>
    <message>
        <source>None</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>無効</translation>
    </message>
    <message>
        <source>Has a first password to change</source>
        <translation>有効（初回パスワードのまま）</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>有効</translation>
    </message>
    <message>
        <source>{name}: the first password is set.</source>
        <translation>{name} の初回パスワードを設定しました。</translation>
    </message>
    <message>
        <source>The client companies are set. They hold from the next step on.</source>
        <translation>委託元を割り当てました。次の操作から適用されます。</translation>
    </message>
    <message>
        <source>The OS user is set. It holds from the next sign-in.</source>
        <translation>OS ユーザーを設定しました。次のログインから有効です。</translation>
    </message>
    <message>
        <source>The account has been disabled.</source>
        <translation>アカウントを無効にしました。</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>&amp;Comment</source>
        <translation>コメント(&amp;C)</translation>
    </message>
    <message>
        <source>It stays in the log: nothing about a customer.</source>
        <translation>操作記録に残ります。お客様の情報は書かないでください。</translation>
    </message>
    <message>
        <source>Fine, next (Ctrl+Enter)</source>
        <translation>問題なし・次へ（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>Ask the operator (Alt+&amp;Q)</source>
        <translation>担当者に質問（Alt+&amp;Q）</translation>
    </message>
    <message>
        <source>Report as incident (Alt+&amp;I)</source>
        <translation>事故として報告（Alt+&amp;I）</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>判断</translation>
    </message>
    <message>
        <source>Nothing has been said about this case yet.</source>
        <translation>この案件には、まだ判断もコメントもありません。</translation>
    </message>
    <message>
        <source>Write what the operator should answer.</source>
        <translation>担当者に答えてほしいことを書いてください。</translation>
    </message>
    <message>
        <source>Write what happened, for whoever deals with the incident.</source>
        <translation>対応する人のために、何があったかを書いてください。</translation>
    </message>
</context>
<context>
    <name>Verification</name>
    <message>
        <source>Entry no.</source>
        <translation>記録番号</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>見つかったこと</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>中止する(&amp;S)</translation>
    </message>
    <message>
        <source>Verify a&amp;gain</source>
        <translation>もう一度検証する(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Back to the entries</source>
        <translation>一覧に戻る（Esc）</translation>
    </message>
    <message>
        <source>Show this &amp;entry</source>
        <translation>この記録を表示（Enter）</translation>
    </message>
    <message>
        <source>Verification of the log</source>
        <translation>記録の検証</translation>
    </message>
    <message>
        <source>Progress of the verification</source>
        <translation>検証の進み具合</translation>
    </message>
    <message>
        <source>A check on this machine alone cannot rule out that the whole folder was put back to an older state: only a record kept elsewhere can show that.</source>
        <translation>なお、この端末だけの検証では、フォルダー全体が以前の状態に丸ごと戻された場合を見分けられません。それを確かめるには、別の場所に控えた記録との照合が必要です。</translation>
    </message>
    <message>
        <source>Counting the entries …</source>
        <translation>件数を数えています…</translation>
    </message>
    <message>
        <source>{done} of {total} entries checked</source>
        <translation>{total} 件のうち {done} 件を検証しました</translation>
    </message>
    <message>
        <source>The verification was stopped. Nothing has been decided.</source>
        <translation>検証を途中で中止しました。結果は出ていません。</translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation>検証できませんでした</translation>
    </message>
    <message>
        <source>{count} entries were checked: what each one says, its number, that it joins to the one before it, and that the end is the one in the key file.</source>
        <translation>{count} 件の記録すべてについて、内容、通し番号、直前の記録とのつながり、末尾と鍵ファイルとの一致を検査しました。</translation>
    </message>
    <message>
        <source>The log is not as it was written: {count} findings</source>
        <translation>記録に異常があります（{count} 件）</translation>
    </message>
    <message>
        <source>The log is whole; {count} things to look at</source>
        <translation>記録に欠けや改変はありません。確認が必要な点が {count} 件あります。</translation>
    </message>
    <message>
        <source>A record kept elsewhere fixes the entries up to no. {entries}: they are as they were when it was taken away. What came later could have been put back to an older state.</source>
        <translation>手元の控えにより、{entries} 番までの記録は、控えを取った時のままです。それより後の記録は、以前の状態に戻されていないとは言い切れません。</translation>
    </message>
    <message>
        <source>No entry is missing, and none has been changed, added or moved within the chain.</source>
        <translation>欠けている記録はなく、書き換え、追加、並べ替えの跡もありません。</translation>
    </message>
    <message>
        <source>The end does not fit the key file, so no part of the log can be relied on by this check alone. Leave the folder as it is and tell the auditor.</source>
        <translation>末尾が鍵ファイルと合わないため、この検証だけでは、信頼できる範囲を示せません。フォルダーには手を触れず、監査担当に連絡してください。</translation>
    </message>
    <message>
        <source>After entry {last} the log joins up to its end and can be relied on. Whether the entries before that are true, this check cannot tell. Leave the folder as it is and tell the auditor.</source>
        <translation>記録番号 {last} より後の記録は、末尾まで正しくつながっており、信頼できます。それ以前の記録が正しいかどうかは、この検証では判断できません。フォルダーには手を触れず、監査担当に連絡してください。</translation>
    </message>
    <message>
        <source>The log is in order</source>
        <translation>記録に異常はありません</translation>
    </message>
</context>
<context>
    <name>WeekView</name>
    <message>
        <source>Day</source>
        <translation>曜日</translation>
    </message>
    <message>
        <source>Showings by weekday and hour</source>
        <translation>曜日と時間帯別の表示</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Operator Console</source>
        <translation>電話応対オペレーターコンソール</translation>
    </message>
    <message>
        <source>Demo vault: every customer is made up</source>
        <translation>デモ用の保管庫です（顧客はすべて架空）</translation>
    </message>
    <message>
        <source>Privacy mode (F10)</source>
        <translation>のぞき見対策 オン（F10）</translation>
    </message>
    <message>
        <source>Locking in {seconds} s because nobody is using the machine. Press any key to go on.</source>
        <translation>操作がないため、あと {seconds} 秒でロックします。続けるには、何かキーを押してください。</translation>
    </message>
    <message>
        <source>Locking in {seconds} s. Still talking? Press any one key: it changes nothing else.</source>
        <translation>あと {seconds} 秒でロックします。通話が続いているときは、どれかキーを 1 つ押してください（ほかには何も起きません）。</translation>
    </message>
    <message>
        <source>Privacy mode is on: only the field in use can be read. F10 turns it off.</source>
        <translation>のぞき見対策をオンにしました。操作中の項目だけが読めます。F10 で解除します。</translation>
    </message>
    <message>
        <source>Privacy mode is off. F10 turns it on.</source>
        <translation>のぞき見対策をオフにしました。F10 でオンにできます。</translation>
    </message>
    <message>
        <source>Capture allowed: {minutes} min left</source>
        <translation>画面の撮影を許可中：残り {minutes} 分</translation>
    </message>
    <message>
        <source>Quit all the same</source>
        <translation>このまま終了する</translation>
    </message>
</context>
<context>
    <name>Workbench</name>
    <message>
        <source>Sign out all the same</source>
        <translation>このままログアウトする</translation>
    </message>
    <message>
        <source>{page} (Ctrl+{number})</source>
        <translation>{page}（Ctrl+{number}）</translation>
    </message>
    <message>
        <source>Light or dark (Ctrl+D)</source>
        <translation>明るい・暗い配色 (Ctrl+D)</translation>
    </message>
    <message>
        <source>Keys (F1)</source>
        <translation>キー操作の一覧 (F1)</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>ログアウト</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>ロック</translation>
    </message>
</context>
</TS>
