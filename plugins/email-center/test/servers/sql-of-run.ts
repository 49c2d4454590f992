/** One PostgreSQL and one MariaDB for a whole run of tests, in which each suite has a database of its own: making a server takes longer than most suites. */
import { SERVERS_OF_RUN, startSql, type SqlServer } from './sql';

const portOf = ({ connection }: SqlServer): number | undefined => ('port' in connection ? connection.port : undefined);

export default async function keepServers(): Promise<() => Promise<void>> {
  const [postgres, mysql] = await Promise.all([startSql('postgres'), startSql('mysql')]);
  process.env[SERVERS_OF_RUN] = JSON.stringify({ postgres: portOf(postgres), mysql: portOf(mysql) });
  return async () => {
    await Promise.all([postgres.stop(), mysql.stop()]);
  };
}
