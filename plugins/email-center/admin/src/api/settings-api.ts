import { settingDtoSchema, type CenterSettings, type SettingDto, type SettingName } from '../../../shared/contracts';
import { centerApi, url } from './center-api';

const path = (name: SettingName) => url(`/settings/${name}`);
const parsed = (answer: unknown, name: SettingName): SettingDto<SettingName> => settingDtoSchema(name).parse(answer);

/** What administrators decide while the center runs. */
const settingsApi = centerApi.enhanceEndpoints({ addTagTypes: ['EmailCenterSetting'] }).injectEndpoints({
  endpoints: (build) => ({
    setting: build.query<SettingDto<SettingName>, SettingName>({
      query: (name) => ({ method: 'GET', url: path(name) }),
      transformResponse: (answer: unknown, _meta, name) => parsed(answer, name),
      providesTags: (_answer, _error, name) => [{ type: 'EmailCenterSetting', id: name }],
    }),
    saveSetting: build.mutation<SettingDto<SettingName>, { name: SettingName; value: CenterSettings[SettingName] }>({
      query: ({ name, value }) => ({ method: 'PUT', url: path(name), data: value }),
      transformResponse: (answer: unknown, _meta, { name }) => parsed(answer, name),
      invalidatesTags: (_answer, _error, { name }) => [{ type: 'EmailCenterSetting', id: name }],
    }),
  }),
});

export const { useSaveSettingMutation } = settingsApi;

/** One setting, typed by its name. */
export function useSetting<Name extends SettingName>(name: Name) {
  const { data, error, refetch } = settingsApi.useSettingQuery(name);
  return { setting: data as SettingDto<Name> | undefined, error, refetch };
}
