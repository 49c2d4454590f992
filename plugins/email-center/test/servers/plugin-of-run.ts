/** One bundle of the plugin for a whole run of tests: each file that boots a Strapi would make the same. */
import { makeBundle, PLUGIN_OF_RUN } from './plugin-bundle';

export default async function keepBundle(): Promise<() => Promise<void>> {
  const bundle = await makeBundle();
  process.env[PLUGIN_OF_RUN] = bundle.folder;
  return () => bundle.remove();
}
