<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>Details</name>
    <message>
        <source>Details of the entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This c&amp;ustomer only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This &amp;person only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an entry to see everything about it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Entries</name>
    <message>
        <source>Entries of the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} entries, and older ones below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No entry matches.
Clear the filters, or choose a longer period.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no entry yet.
Entries appear here as soon as somebody works with the console.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not read</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EntryWords</name>
    <message>
        <source>Time ({zone})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fields</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entry no.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{user} ({role})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>&amp;Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From – to …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number or reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client company</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To (exclusive)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everyone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FindPane</name>
    <message>
        <source>Say this first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type what the caller says, then press Enter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody was found. Read it back to the caller, or ask for something else (↓).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More than one record fits. Ask for one thing more and add it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not enough to find anybody. Ask for one thing more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find the caller&apos;s record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type what the caller tells you. One line is enough; press Enter to search.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FindWay</name>
    <message>
        <source>e.g. 03-1234-5678</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>e.g. YAMADA TARO in kana</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>e.g. 1985-04-01</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HeardInput</name>
    <message>
        <source>Paste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LogPage</name>
    <message>
        <source>&amp;Refresh (F5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Verify the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the newest entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the filters: show. In the table: go to the details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verify the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The log is still being verified.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Access log</source>
        <translation type="unfinished"></translation>
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
    <name>RevealedValue</name>
    <message>
        <source>Being shown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StartPane</name>
    <message>
        <source>Say this first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client company</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Purpose of the call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Return to the earlier call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No client company has been set up. Ask an administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a call that a lock interrupted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{client}, {purpose}. A check that was met still counts; the fields are masked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{client}, {purpose}. Too much time has passed: check the caller&apos;s identity again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As whom do you answer?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is it about?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Verification</name>
    <message>
        <source>Entry no.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Verify again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Back to the entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show this &amp;entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verification of the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the verification</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A check on this machine alone cannot rule out that the whole folder was put back to an older state: only a record kept elsewhere can show that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counting the entries …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total} entries checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The verification was stopped. Nothing has been decided.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} entries were checked: each one&apos;s content and seal, its place in the chain, and the end of the log.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No entry has been changed, removed, added or moved since it was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The log is in order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} problems were found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No part of the log can be relied on until the cause is known. Leave the folder as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entries 1 to {last} are complete and unchanged. Do not rely on later ones until the cause is known, and leave the folder as it is.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
