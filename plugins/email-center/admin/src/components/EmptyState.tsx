import { Box, Flex, Typography } from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons/symbols';
import type { ReactNode } from 'react';

interface Props {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

/** Nothing is here, why, and what to do about it. */
export function EmptyState({ title, children, action }: Props) {
  return (
    <Flex direction="column" gap={3} padding={8} justifyContent="center" textAlign="center">
      <Box aria-hidden paddingBottom={2}><EmptyDocuments width="12rem" height="6.6rem" /></Box>
      <Typography variant="delta" tag="p">{title}</Typography>
      {children ? <Box maxWidth="44rem"><Typography textColor="neutral600">{children}</Typography></Box> : null}
      {action}
    </Flex>
  );
}
