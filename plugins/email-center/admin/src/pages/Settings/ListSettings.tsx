import { Page } from '@strapi/strapi/admin';
import { PERMISSIONS } from '../../permissions';
import { SETTINGS_LISTS_PATH } from '../../plugin-id';
import { ListsPage } from '../Lists/ListsPage';

/** Settings, Email center, Lists: whose mail nobody imports, for those who keep rules. */
export function ListSettings() {
  return (
    <Page.Protect permissions={[...PERMISSIONS.rules]}>
      <ListsPage view="everybody" home={SETTINGS_LISTS_PATH} />
    </Page.Protect>
  );
}
