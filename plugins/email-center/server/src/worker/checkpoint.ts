/** Entry of the thread that moves SQLite's write-ahead log into the database, over a connection of its own. */
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';

/** As much of better-sqlite3 as is used here. */
interface Connection {
  pragma(statement: string): unknown;
  close(): void;
}
type Driver = new (file: string, options: { fileMustExist: boolean }) => Connection;

if (!parentPort) throw new Error('This file is the entry of a worker thread.');
const port = parentPort;
const { file, driver } = z.object({ file: z.string().min(1), driver: z.string().min(1) }).parse(workerData);
// The very copy the Strapi thread has loaded: two copies of SQLite in one process would undo each other's file locks.
const Database = createRequire(driver)(driver) as Driver;
const connection = new Database(file, { fileMustExist: true });

port.on('message', (message: 'move' | 'stop') => {
  // PASSIVE waits for nobody and keeps nobody waiting; what is in use now is moved the next time.
  const moved = connection.pragma('wal_checkpoint(PASSIVE)');
  if (message === 'move') {
    port.postMessage(moved);
    return;
  }
  connection.close();
  port.close();
});
