import { Button, Flex } from '@strapi/design-system';
import { useEffect, useRef } from 'react';
import type { KeysetList } from '../api/keyset-list';
import { useText } from '../text/text';
import { ProblemNotice } from './ProblemNotice';

/** The end of a keyset list: reads on when it comes into view; a button for the keyboard and for when that failed. */
export function LoadMore<T>({ list }: { list: KeysetList<T> }) {
  const text = useText();
  const end = useRef<HTMLDivElement>(null);
  const { hasMore, moreProblem, loadMore } = list;
  useEffect(() => {
    if (!end.current || !hasMore || moreProblem) return undefined;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && loadMore(), { rootMargin: '400px' });
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [hasMore, moreProblem, loadMore]);
  if (!hasMore) return null;
  return (
    <Flex ref={end} padding={3} justifyContent="center" direction="column">
      {moreProblem ? (
        <ProblemNotice problem={moreProblem} onRetry={loadMore} />
      ) : (
        <Button variant="tertiary" size="S" loading={list.loadingMore} onClick={loadMore}>{text('action.more')}</Button>
      )}
    </Flex>
  );
}
