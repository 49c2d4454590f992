import { useNotification } from '@strapi/strapi/admin';
import { useCallback } from 'react';
import { saveFile } from '../../api/files';
import { problemOf } from '../../api/problem';
import { explainProblem } from '../../components/ProblemNotice';
import { useText } from '../../text/text';

/** Saves a file of a message on this computer; what keeps it from that is told. */
export function useSaving(): (path: string, name: string) => Promise<void> {
  const text = useText();
  const { toggleNotification } = useNotification();
  return useCallback(
    (path, name) =>
      saveFile(path, name).catch((thrown: unknown) => {
        const { what, remedy } = explainProblem(text, problemOf(thrown));
        toggleNotification({ type: 'danger', title: text('file.failed', { name }), message: `${what} ${remedy}` });
      }),
    [text, toggleNotification]
  );
}
