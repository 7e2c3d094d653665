/** `T+0:00`, `T-1:28`, `T+1:02:03`, `T+2d 3:04:05`: how long after (or before) the first failure. */
export function elapsedWords(at: number, from: number): string {
  const seconds = Math.round(Math.abs(at - from) / 1000);
  const [days, hours] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3600) % 24];
  const minutes = Math.floor(seconds / 60) % 60;
  const clock =
    days > 0 || hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
  return `T${at < from && seconds > 0 ? '-' : '+'}${days > 0 ? `${days}d ` : ''}${clock}`;
}

const two = (number: number): string => String(number).padStart(2, '0');
