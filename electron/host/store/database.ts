// One SQLite file per workspace. WAL and synchronous=FULL: a commit that returned has been fsynced.
import { DatabaseSync } from 'node:sqlite'
import { problem, ProblemError } from '#shared/base/result.ts'

const SCHEMA = `
create table if not exists acts (
  n integer primary key,
  id blob not null unique,
  circle text not null,
  subject text not null,
  device text not null,
  seq integer not null,
  prev integer,
  seen blob,
  authority integer not null,
  bytes blob not null,
  signature blob not null
) strict;
create index if not exists acts_subject on acts (circle, subject, n);
create index if not exists acts_chain on acts (device, seq);
create table if not exists waiting (
  id blob primary key,
  bytes blob not null,
  signature blob not null
) strict, without rowid;
create table if not exists texts (hash blob primary key, bytes blob not null) strict, without rowid;
create table if not exists own_texts (hash blob primary key, bytes blob not null) strict, without rowid;
create table if not exists views (
  n integer primary key,
  circle text not null,
  subject text not null,
  upto integer not null,
  unavailable integer not null,
  row text not null,
  unique (circle, subject)
) strict;
create index if not exists views_unavailable on views (subject) where unavailable = 1;
create table if not exists reach (
  device text not null,
  chain text not null,
  seq integer not null,
  primary key (device, chain)
) strict, without rowid;
create table if not exists reach_steps (
  device text not null,
  chain text not null,
  seq integer not null,
  after integer not null,
  at integer not null,
  primary key (device, chain, seq)
) strict, without rowid;
create table if not exists peers (
  device text primary key,
  address text,
  last_exchange integer not null
) strict, without rowid;
create table if not exists documents (
  n integer primary key,
  circle text not null,
  snapshot integer not null,
  bytes blob not null
) strict;
create table if not exists kept (
  draft text primary key,
  at integer not null,
  bytes blob not null
) strict, without rowid;
create table if not exists edited (draft text primary key, at integer not null) strict, without rowid;
create table if not exists notices (
  key text primary key,
  arrived integer not null,
  told integer,
  seen integer
) strict, without rowid;
create table if not exists facts (key text primary key, value text not null) strict, without rowid;
create table if not exists pointing (
  subject text not null,
  what text not null,
  target text not null,
  act text not null,
  person text not null,
  primary key (subject, what, target, act, person)
) strict, without rowid;
create index if not exists pointing_target on pointing (target, what);
create index if not exists pointing_what on pointing (what, target);
create table if not exists remark_rows (n integer primary key, subject text not null, act text not null, person text not null) strict;
create index if not exists remark_rows_subject on remark_rows (subject);
create virtual table if not exists remark_words using fts5 (words, tokenize = 'unicode61 remove_diacritics 2');
create table if not exists put_away (subject text primary key, upto integer not null) strict, without rowid;
create table if not exists heard (act text primary key) strict, without rowid;
create table if not exists filters (id text primary key, name text not null, query text not null) strict, without rowid;
create virtual table if not exists search using fts5 (title, words, tokenize = 'unicode61 remove_diacritics 2');
`

/** Opens or creates. Throws ProblemError `data.unreadable` where the file is not a sound database. */
export function openDatabase(path: string): DatabaseSync {
  try {
    const db = new DatabaseSync(path)
    db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 2000; pragma cache_size = -32000; pragma wal_autocheckpoint = 4000;')
    db.exec(SCHEMA)
    return db
  } catch (error) {
    throw new ProblemError(problem(
      'data.unreadable',
      `The ledger at ${path} can't be opened (${(error as Error).message}). Nothing was changed.`,
      'Put back a copy of the folder, or join again as a new device: your colleagues hold what they exchanged with you.',
    ))
  }
}

const SQLITE_FULL = 13
const SQLITE_IOERR = 10

/** A storage error as a sentence. An fsync that failed is never retried as success: the caller reloads from disk. */
export function storageProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error
  const code = (error as { errcode?: number }).errcode ?? 0
  if ((code & 0xff) === SQLITE_FULL) {
    return new ProblemError(problem(
      'disk.full',
      'The disk is full, so this was not given. What was given before is safe.',
      'Free some space and try again.',
    ))
  }
  if ((code & 0xff) === SQLITE_IOERR) {
    return new ProblemError(problem(
      'disk.failed',
      `The disk refused to write (${(error as Error).message}), so this was not given. What was given before is safe.`,
      'Check the disk, then try again.',
    ))
  }
  throw error
}

/** Whether the disk was at fault, so that what could not be written now may be written later. */
export function isStorageFault(error: unknown): boolean {
  const code = ((error as { errcode?: number }).errcode ?? 0) & 0xff
  return code === SQLITE_FULL || code === SQLITE_IOERR
}

/** Runs `work` in one durable transaction, for what can wait. False where the disk refused: nothing was written. */
export function inTransactionIfRoom(db: DatabaseSync, work: () => void): boolean {
  try {
    inTransaction(db, work)
    return true
  } catch (error) {
    if (isStorageFault(error)) return false
    throw error
  }
}

/** Runs `work` in one durable transaction. */
export function inTransaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('begin immediate')
  try {
    const result = work()
    db.exec('commit')
    return result
  } catch (error) {
    if (db.isTransaction) db.exec('rollback')
    throw error
  }
}
