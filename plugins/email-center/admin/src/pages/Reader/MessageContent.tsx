import { Flex } from '@strapi/design-system';
import type { MessageDetail } from '../../../../shared/contracts';
import { ProblemNotice } from '../../components/ProblemNotice';
import { useText } from '../../text/text';
import { DeliveryNotice } from '../Messages/DeliveryNotice';
import { ForwardedLine } from '../Messages/ForwardedLine';
import { partOf, SharedPart } from '../Messages/SharedPart';
import { FileCards } from './FileCards';
import { MessageBody } from './MessageBody';
import { MessagePeople } from './MessagePeople';
import type { ShownMessage } from './use-message';

interface Props extends Pick<ShownMessage, 'remoteImages' | 'imagesProblem' | 'showImages'> {
  message: MessageDetail;
  /** Left out where the files are shown elsewhere (the folder of an activity). */
  files?: boolean;
}

/** Of a message whatever stands below who it is to us: who wrote to whom, whether it arrived, what it says, and its files. */
export function MessageContent({ message, remoteImages, imagesProblem, showImages, files = true }: Props) {
  const text = useText();
  const part = partOf(message);
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <MessagePeople message={message} />
      <DeliveryNotice message={message} />
      <ForwardedLine forwarded={message.forwarded} />
      {imagesProblem ? <ProblemNotice title={text('reader.images-failed')} problem={imagesProblem} /> : null}
      {part ? <SharedPart message={message} part={part} /> : <MessageBody message={message} remoteImages={remoteImages} onShowImages={showImages} />}
      {files && part === null ? <FileCards message={message} /> : null}
    </Flex>
  );
}
