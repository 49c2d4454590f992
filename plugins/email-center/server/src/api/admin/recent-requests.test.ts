import { describe, expect, it } from 'vitest';
import { RecentRequests } from './recent-requests';

describe('requests to servers that a person names', () => {
  const open = () => {
    const clock = { time: 0 };
    return { clock, requests: new RecentRequests({ most: 2, within: 1_000, now: () => clock.time }) };
  };

  it('are refused when there were too many of one person lately, and nobody else has to wait for it', () => {
    const { requests } = open();
    requests.count(1);
    requests.count(1);
    expect(() => requests.count(1)).toThrow(expect.objectContaining({ code: 'slow-down' }));
    expect(() => requests.count(2)).not.toThrow();
  });

  it('are taken again when time has passed; one that was refused does not count', () => {
    const { clock, requests } = open();
    requests.count(1);
    clock.time = 600;
    requests.count(1);
    expect(() => requests.count(1)).toThrow();
    clock.time = 1_001;
    expect(() => requests.count(1)).not.toThrow();
    expect(() => requests.count(1)).toThrow();
  });
});
