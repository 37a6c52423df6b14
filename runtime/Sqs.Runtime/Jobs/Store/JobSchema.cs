namespace Sqs.Runtime.Jobs.Store;

/// <summary>The tables of jobs, version by version. A released step is never changed; a new one is added.</summary>
internal static class JobSchema
{
    /// <summary>The steps; the first leads from nothing to version 1.</summary>
    public static IReadOnlyList<string> Migrations { get; } = [Jobs, Service, Retention, Runs, Queues];

    // What is searched for has columns; the rest of a job and of a part is its JSON. Times are ticks of UTC.
    private const string Jobs = """
        CREATE TABLE jobs (id {key} PRIMARY KEY, created {integer} NOT NULL, body TEXT NOT NULL);
        CREATE TABLE parts (
          job {key} NOT NULL REFERENCES jobs(id), number {integer} NOT NULL, backend TEXT NOT NULL, state TEXT NOT NULL, due {integer},
          cancel {integer} NOT NULL DEFAULT 0, fence {integer} NOT NULL DEFAULT 0, owner TEXT, lease {integer} NOT NULL DEFAULT 0, body TEXT NOT NULL,
          PRIMARY KEY (job, number));
        CREATE INDEX parts_due ON parts (due) WHERE due IS NOT NULL;
        CREATE INDEX parts_state ON parts (backend, state);
        CREATE TABLE events (sequence {identity}, job {key} NOT NULL, part {integer} NOT NULL, at {integer} NOT NULL, text TEXT NOT NULL);
        CREATE INDEX events_job ON events (job);
        CREATE TABLE blobs (digest {key} PRIMARY KEY, text TEXT NOT NULL);
        """;

    // stage: 0 nothing of it is at the vendor, 1 it is or may be, 2 it waits to be sent. Amounts are millionths of their unit.
    private const string Service = """
        ALTER TABLE jobs ADD COLUMN project {key} NOT NULL DEFAULT 'default';
        CREATE INDEX jobs_project ON jobs (project, id);
        ALTER TABLE parts ADD COLUMN project {key} NOT NULL DEFAULT 'default';
        ALTER TABLE parts ADD COLUMN author TEXT NOT NULL DEFAULT '';
        ALTER TABLE parts ADD COLUMN priority {integer} NOT NULL DEFAULT 0;
        ALTER TABLE parts ADD COLUMN stage {integer} NOT NULL DEFAULT 0;
        UPDATE parts SET stage = CASE WHEN state IN ('Submitting', 'SubmitUnknown', 'Submitted', 'Running') THEN 1 WHEN state IN ('Validated', 'Held') THEN 2 ELSE 0 END;
        DROP INDEX parts_state;
        DROP INDEX parts_due;
        CREATE INDEX parts_follow ON parts (due) WHERE due IS NOT NULL AND stage <> 2;
        CREATE INDEX parts_wait ON parts (priority, due) WHERE due IS NOT NULL AND stage = 2;
        CREATE INDEX parts_remote ON parts (backend, project, author) WHERE stage = 1;
        CREATE TABLE contents (digest {key} PRIMARY KEY, encoding TEXT NOT NULL, body {bytes} NOT NULL);
        INSERT INTO contents (digest, encoding, body) SELECT digest, 'plain', {utf8(text)} FROM blobs;
        DROP TABLE blobs;
        CREATE TABLE pace (account {key} PRIMARY KEY, next {integer} NOT NULL);
        CREATE TABLE ledger (
          sequence {identity}, at {integer} NOT NULL, project {key} NOT NULL, job {key} NOT NULL, part {integer} NOT NULL, kind TEXT NOT NULL,
          unit {key} NOT NULL, amount {integer} NOT NULL);
        CREATE INDEX ledger_job ON ledger (job, part);
        CREATE TABLE balances (
          project {key} NOT NULL, unit {key} NOT NULL, estimated {integer} NOT NULL DEFAULT 0, reserved {integer} NOT NULL DEFAULT 0, charged {integer} NOT NULL DEFAULT 0,
          PRIMARY KEY (project, unit));
        CREATE TABLE access (
          id {key} PRIMARY KEY, digest {bytes} NOT NULL, project {key} NOT NULL, author TEXT NOT NULL, scopes {integer} NOT NULL, created {integer} NOT NULL, revoked {integer});
        CREATE TABLE idempotency (project {key} NOT NULL, token {key} NOT NULL, digest {key} NOT NULL, job {key} NOT NULL, PRIMARY KEY (project, token));
        CREATE TABLE budgets (project {key} NOT NULL, unit {key} NOT NULL, amount {integer} NOT NULL, PRIMARY KEY (project, unit));
        """;

    // What was there before counts as old.
    private const string Retention = """
        ALTER TABLE contents ADD COLUMN stored {integer} NOT NULL DEFAULT 0;
        """;

    private const string Runs = """
        CREATE TABLE runs (
          project {key} NOT NULL, id {key} NOT NULL, created {integer} NOT NULL, summary TEXT NOT NULL, digest {key} NOT NULL, archive {bytes} NOT NULL, PRIMARY KEY (project, id));
        """;

    // Who waits for what. A queue stays when it is empty: there are as many as users and backends.
    private const string Queues = """
        CREATE TABLE queues (backend {key} NOT NULL, project {key} NOT NULL, author {key} NOT NULL, PRIMARY KEY (backend, project, author));
        INSERT INTO queues (backend, project, author) SELECT DISTINCT backend, project, author FROM parts;
        DROP INDEX parts_wait;
        CREATE INDEX parts_queue ON parts (backend, project, author, priority DESC, due) WHERE due IS NOT NULL AND stage = 2;
        CREATE INDEX parts_room ON parts (backend, due) WHERE due IS NOT NULL AND stage = 2;
        CREATE INDEX parts_leased ON parts (lease) WHERE lease > 0;
        """;
}
