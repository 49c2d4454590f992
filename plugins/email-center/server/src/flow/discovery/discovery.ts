import type { DiscoveryDto, EstimateDto } from '../../../../shared/contracts';

/** What the wizard asks before an account imports. */
export interface Discovery {
  find(address: string, signal: AbortSignal): Promise<DiscoveryDto>;
  estimate(accountId: string, signal: AbortSignal): Promise<EstimateDto>;
}
