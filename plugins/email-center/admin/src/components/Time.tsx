import { useEffect, useState } from 'react';
import { useFormat } from '../text/format';

const MINUTE = 60_000;

/** A point in time as a person says it; in full on hover and for screen readers. Follows the clock by itself. */
export function Time({ iso }: { iso: string }) {
  const format = useFormat();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE);
    return () => clearInterval(timer);
  }, []);
  const full = format.fullTime(iso);
  return (
    <time dateTime={iso} title={full} aria-label={full}>
      {format.when(iso, Math.max(now, Date.parse(iso)))}
    </time>
  );
}
