import type { WidgetArgs } from '@strapi/strapi/admin';
import { ChartCircle, Mail, WarningCircle } from '@strapi/icons';
import { ACTIONS, actionId, type Action } from '../../../shared/contracts/permissions';
import { CENTER_PATH, PLUGIN_ID } from '../plugin-id';
import type { TextKey } from '../text/text';

const words = (key: TextKey, defaultMessage: string) => ({ id: `${PLUGIN_ID}.${key}`, defaultMessage });
/** Strapi asks for every permission that is named here, so each widget names the one it cannot do without. */
const needing = (action: Action) => [{ action: actionId(action) }];

/** What Strapi's home page shows of the email center, to whoever may see it. */
export const HOME_WIDGETS: WidgetArgs[] = [
  {
    id: 'my-open-mail', pluginId: PLUGIN_ID, icon: Mail, title: words('widget.mine.title', 'My open mail'),
    link: { label: words('widget.mine.link', 'Open the email center'), href: CENTER_PATH },
    component: () => import('./MyOpenMail').then(({ MyOpenMail }) => MyOpenMail), permissions: needing(ACTIONS.readOwn),
  },
  {
    id: 'accounts-in-trouble', pluginId: PLUGIN_ID, icon: WarningCircle, title: words('widget.trouble.title', 'Accounts in trouble'),
    link: { label: words('widget.trouble.link', 'All accounts'), href: `${CENTER_PATH}/accounts` },
    component: () => import('./AccountsInTrouble').then(({ AccountsInTrouble }) => AccountsInTrouble), permissions: needing(ACTIONS.manageOwn),
  },
  {
    id: 'import-health', pluginId: PLUGIN_ID, icon: ChartCircle, title: words('widget.health.title', 'Import health'),
    link: { label: words('widget.health.link', 'Open the ledger'), href: `${CENTER_PATH}/ledger` },
    component: () => import('./ImportHealth').then(({ ImportHealth }) => ImportHealth), permissions: needing(ACTIONS.ledger),
  },
];
