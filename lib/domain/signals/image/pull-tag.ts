import { type Detector, lineDetector } from '../detector';

const REFERENCE = /(?:image|manifest for|resolve ref(?:erence)?)\s+"?([^\s"]{1,300}?)"?[:,]?\s/i;

/** The registry has the repository, but no such tag, digest or manifest. */
export const pullTag: Detector = lineDetector({
  id: 'pull-tag',
  reads: ['reason', 'message'],
  hints: ['not found', 'manifest unknown'],
  line(text) {
    if (!/CannotPull/i.test(text) || /\brepository\b.{0,300}\bnot found/i.test(text)) return undefined;
    const piece = /(?:manifest for|failed to resolve ref|image|tag)\b.{0,400}?not found|manifest unknown|not found/i.exec(text)?.[0];
    if (piece === undefined) return undefined;
    const image = REFERENCE.exec(text)?.[1];
    return {
      detail: { kind: 'image-pull', problem: 'tag-not-found', ...(image === undefined ? {} : { image }) },
      piece: text.slice(text.search(/CannotPull/i)),
    };
  },
});
