/** Why there is no picture: it was refused, or there is no camera. */
export type NoCamera = "denied" | "none";

/** A camera that is looking for codes. */
export interface Looking {
  stop(): void;
  /** Switches its light; absent where it has none. */
  light?: (on: boolean) => Promise<void>;
}

/** Reads the QR code in what `video` shows; null where there is none. */
type Reader = (video: HTMLVideoElement) => Promise<string | null>;

const pause = 120;
/** No more points a side are looked at: a code in the frame has enough of them. */
const side = 640;

/** Shows the camera in `video` and hands every code that it reads to `found`, until it is told to stop. */
export async function look(
  video: HTMLVideoElement,
  found: (text: string) => void,
): Promise<Looking | NoCamera> {
  const stream = await openCamera();
  if (typeof stream === "string") return stream;
  video.srcObject = stream;
  await video.play().catch(() => {});
  const read = await readerHere();
  let going = true;
  const next = async (): Promise<void> => {
    if (!going) return;
    const text = video.readyState >= 2 && !document.hidden ? await read(video).catch(() => null) : null;
    if (going && text !== null) found(text);
    if (going) setTimeout(() => void next(), pause);
  };
  void next();
  const [track] = stream.getVideoTracks();
  const stop = () => {
    going = false;
    for (const each of stream.getTracks()) each.stop();
    video.srcObject = null;
  };
  return { stop, ...(track && hasLight(track) ? { light: (on) => switchLight(track, on) } : {}) };
}

async function openCamera(): Promise<MediaStream | NoCamera> {
  const { mediaDevices } = navigator;
  if (mediaDevices?.getUserMedia === undefined) return "none";
  try {
    const video = { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 1280 } };
    return await mediaDevices.getUserMedia({ video, audio: false });
  } catch (error) {
    return error instanceof DOMException && error.name === "NotAllowedError" ? "denied" : "none";
  }
}

/** The browser's own reader where it has one, else one of ours. */
async function readerHere(): Promise<Reader> {
  const own = await ownReader().catch(() => null);
  if (own !== null) return own;
  const { default: decode } = await import("jsqr");
  const canvas = document.createElement("canvas");
  const drawing = canvas.getContext("2d", { willReadFrequently: true });
  return async (video) => {
    const shown = Math.min(video.videoWidth, video.videoHeight);
    const length = Math.min(shown, side);
    if (drawing === null || length === 0) return null;
    canvas.width = length;
    canvas.height = length;
    const [left, top] = [(video.videoWidth - shown) / 2, (video.videoHeight - shown) / 2];
    drawing.drawImage(video, left, top, shown, shown, 0, 0, length, length);
    const { data } = drawing.getImageData(0, 0, length, length);
    // On a dark screen the code lies on a light ground of its own: no need to look at negatives.
    return decode(data, length, length, { inversionAttempts: "dontInvert" })?.data ?? null;
  };
}

/** What browsers have that read codes by themselves; no library of types knows it yet. */
interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
interface DetectorClass {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

async function ownReader(): Promise<Reader | null> {
  const { BarcodeDetector } = window as { BarcodeDetector?: DetectorClass };
  if (BarcodeDetector === undefined) return null;
  // Some browsers have it, and nothing that it could read.
  if (!(await BarcodeDetector.getSupportedFormats()).includes("qr_code")) return null;
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
}

function hasLight(track: MediaStreamTrack): boolean {
  return "torch" in (track.getCapabilities?.() ?? {});
}

async function switchLight(track: MediaStreamTrack, on: boolean): Promise<void> {
  const light = { torch: on } as MediaTrackConstraintSet;
  await track.applyConstraints({ advanced: [light] }).catch(() => {});
}
