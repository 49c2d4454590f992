import type { StrapiApp } from '@strapi/strapi/admin';
import { Mail } from '@strapi/icons';
import { clearingAtLogout } from './clearing-at-logout';
import { HOME_WIDGETS } from './home/widgets';
import { PERMISSIONS } from './permissions';
import { PLUGIN_ID } from './plugin-id';
import { RecordMailPanel } from './record-panel/RecordMailPanel';

const LOCALES: Record<string, () => Promise<{ default: Record<string, string> }>> = {
  en: () => import('./translations/en'),
  de: () => import('./translations/de'),
  nl: () => import('./translations/nl'),
};

const prefixed = (texts: Record<string, string>) =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [`${PLUGIN_ID}.${key}`, text]));

interface SidePanels {
  addEditViewSidePanel?: (panels: unknown[]) => void;
}

export default {
  register(app: StrapiApp) {
    app.addMenuLink({
      to: `plugins/${PLUGIN_ID}`,
      icon: Mail,
      intlLabel: { id: `${PLUGIN_ID}.plugin.name`, defaultMessage: 'Email center' },
      Component: () => import('./pages/EmailCenter').then(({ EmailCenter }) => ({ default: EmailCenter })),
      permissions: [...PERMISSIONS.center],
      position: 3,
    });
    app.addSettingsLink({ id: PLUGIN_ID, intlLabel: { id: `${PLUGIN_ID}.plugin.name`, defaultMessage: 'Email center' } }, [
      {
        id: `${PLUGIN_ID}.accounts`,
        to: `${PLUGIN_ID}/accounts`,
        intlLabel: { id: `${PLUGIN_ID}.settings.accounts`, defaultMessage: 'Mail accounts' },
        Component: () => import('./pages/Settings/AccountSettings').then(({ AccountSettings }) => ({ default: AccountSettings })),
        permissions: [...PERMISSIONS.settings],
      },
      {
        id: `${PLUGIN_ID}.groups`,
        to: `${PLUGIN_ID}/groups`,
        intlLabel: { id: `${PLUGIN_ID}.settings.groups`, defaultMessage: 'Groups' },
        Component: () => import('./pages/Settings/GroupSettings').then(({ GroupSettings }) => ({ default: GroupSettings })),
        permissions: [...PERMISSIONS.settings],
      },
      {
        id: `${PLUGIN_ID}.lists`,
        to: `${PLUGIN_ID}/lists`,
        intlLabel: { id: `${PLUGIN_ID}.settings.lists`, defaultMessage: 'Lists' },
        Component: () => import('./pages/Settings/ListSettings').then(({ ListSettings }) => ({ default: ListSettings })),
        permissions: [...PERMISSIONS.rules],
      },
      {
        id: `${PLUGIN_ID}.matching`,
        to: `${PLUGIN_ID}/matching`,
        intlLabel: { id: `${PLUGIN_ID}.settings.matching`, defaultMessage: 'Matching' },
        Component: () => import('./pages/Settings/MatchingSettings').then(({ MatchingSettings }) => ({ default: MatchingSettings })),
        permissions: [...PERMISSIONS.rules],
      },
      {
        id: `${PLUGIN_ID}.intake`,
        to: `${PLUGIN_ID}/intake`,
        intlLabel: { id: `${PLUGIN_ID}.settings.intake`, defaultMessage: 'Intake and routing' },
        Component: () => import('./pages/Settings/IntakeSettings').then(({ IntakeSettings }) => ({ default: IntakeSettings })),
        permissions: [...PERMISSIONS.rules],
      },
      {
        id: `${PLUGIN_ID}.forward`,
        to: `${PLUGIN_ID}/forward`,
        intlLabel: { id: `${PLUGIN_ID}.settings.forward`, defaultMessage: 'Forward addresses' },
        Component: () => import('./pages/Settings/ForwardAddressSettings').then(({ ForwardAddressSettings }) => ({ default: ForwardAddressSettings })),
        permissions: [...PERMISSIONS.forward],
      },
      {
        id: `${PLUGIN_ID}.templates`,
        to: `${PLUGIN_ID}/templates`,
        intlLabel: { id: `${PLUGIN_ID}.settings.templates`, defaultMessage: 'Templates' },
        Component: () => import('./pages/Settings/TemplateSettings').then(({ TemplateSettings }) => ({ default: TemplateSettings })),
        permissions: [...PERMISSIONS.templates],
      },
      {
        id: `${PLUGIN_ID}.automatic`,
        to: `${PLUGIN_ID}/automatic`,
        intlLabel: { id: `${PLUGIN_ID}.settings.automatic`, defaultMessage: 'Automatic mail' },
        Component: () => import('./pages/Settings/AutomaticSettings').then(({ AutomaticSettings }) => ({ default: AutomaticSettings })),
        permissions: [...PERMISSIONS.rules],
      },
    ]);
    app.addMiddlewares([() => clearingAtLogout()]);
    app.widgets.register(HOME_WIDGETS);
    app.registerPlugin({ id: PLUGIN_ID, name: PLUGIN_ID });
  },

  bootstrap(app: Pick<StrapiApp, 'getPlugin'>) {
    const { addEditViewSidePanel } = app.getPlugin('content-manager').apis as SidePanels;
    addEditViewSidePanel?.([RecordMailPanel]);
  },

  async registerTrads({ locales }: { locales: string[] }) {
    return Promise.all(
      locales.map(async (locale) => {
        const load = LOCALES[locale];
        return { locale, data: load ? prefixed((await load()).default) : {} };
      })
    );
  },
};
