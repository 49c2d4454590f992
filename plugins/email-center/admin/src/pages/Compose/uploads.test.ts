import { describe, expect, it } from 'vitest';
import { afterUpload, isUploading, shareOfLimit, sizeInMessage, type Upload, type UploadEvent } from './uploads';

const after = (...events: UploadEvent[]): Upload[] => events.reduce<Upload[]>(afterUpload, []);
const begun: UploadEvent = { type: 'begun', key: 1, name: 'cv.pdf', size: 1000 };

describe('a file on its way', () => {
  it('begins with nothing sent, and goes forward only', () => {
    expect(after(begun)).toEqual([{ key: 1, name: 'cv.pdf', size: 1000, sent: 0, failure: null, detail: '' }]);
    expect(after(begun, { type: 'progress', key: 1, sent: 600 }, { type: 'progress', key: 1, sent: 400 })[0]?.sent).toBe(600);
  });
  it('is never more than whole, though the request around it is longer than the file', () => {
    expect(after(begun, { type: 'progress', key: 1, sent: 1200 })[0]?.sent).toBe(1000);
  });
  it('stays with its reason when it failed, until it is put aside', () => {
    const failed = after(begun, { type: 'failed', key: 1, failure: 'too-large', detail: '25 MB' });
    expect(failed[0]).toMatchObject({ failure: 'too-large', detail: '25 MB' });
    expect(isUploading(failed)).toBe(false);
    expect(afterUpload(failed, { type: 'gone', key: 1 })).toEqual([]);
  });
  it('does not come back by a late report', () => {
    expect(after(begun, { type: 'gone', key: 1 }, { type: 'progress', key: 1, sent: 10 })).toEqual([]);
  });
  it('leaves the others alone', () => {
    expect(after(begun, { ...begun, key: 2 }, { type: 'gone', key: 1 }).map(({ key }) => key)).toEqual([2]);
  });
});

describe('the room for attachments', () => {
  it('counts them as long as they are in the message', () => {
    expect(sizeInMessage(57)).toBe(78);
    expect(shareOfLimit([57, 57], 312)).toBe(0.5);
  });
  it('is empty without any', () => {
    expect(shareOfLimit([], 1000)).toBe(0);
  });
});
