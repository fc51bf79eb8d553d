import { linkAgainEn } from "./en-link-again.ts";
import type { deliveryIt } from "./it-delivery.ts";

/** Words of the private page: what was asked for, how to open it, and how to get a new link. */
export const deliveryEn: typeof deliveryIt = {
  several: "Here is what you asked for",
  severalHint: "Each has a button of its own. This page is yours alone.",
  ready: {
    audio: "Something to listen to is ready",
    video: "Your video is ready",
    link: "Your page is ready",
  },
  buttons: {
    book: "Open the book",
    audio: "Listen",
    video: "Watch the video",
    link: "Go to the page",
  },
  away: "It opens at {host}.",
  awayAgain: "Did it not open? Go to {host}",
  here: "Did it not open? Go to the page",
  play: "It stays open for six hours: stop and go on as you like. After that, come back to this page and press again.",
  pages: "{count} pages",
  page: "One page",
  by: "by {authors}",
  languages: { it: "In Italian", en: "In English" },
  pdf: "To print, or to read on a computer: the page stays as it is.",
  epub: "For phones, tablets, Kindle and Kobo: the text fits the screen.",
  subtitles: { it: "Italian", en: "English" },
  again: linkAgainEn,
  help: {
    title: "How to open it on your device",
    kindle: {
      title: "Kindle",
      steps: [
        "Download the EPUB to your phone or computer.",
        "With the Kindle app: open the file, tap Share and choose Kindle. It reaches the e-reader, too.",
        "From a computer: drag the file onto amazon.com/sendtokindle, or your own country’s Amazon.",
        "By e-mail: attach it to a message to your @kindle.com address. Amazon shows it under “Content and devices”, Preferences; add your own address to the approved ones there.",
        "An EPUB that is copied by USB cable does not open on a Kindle: take one of these ways.",
      ],
    },
    kobo: {
      title: "Kobo",
      steps: [
        "Download the EPUB to your computer.",
        "Connect the Kobo by its USB cable and tap Connect.",
        "Copy the file onto the KOBOeReader drive and eject it: the book is among yours.",
      ],
    },
    iphone: {
      title: "iPhone and iPad",
      steps: [
        "Download the EPUB from here.",
        "Tap the file that has just arrived, or find it in the Files app, under Downloads.",
        "It opens in Books. If you are asked how, tap Share and choose Books.",
      ],
    },
    android: {
      title: "Android",
      steps: [
        "Download the EPUB from here.",
        "Tap the file among your downloads and choose Google Play Books, or the app you usually read with.",
        "If there is none, install Google Play Books, and open the file there with Upload files.",
      ],
    },
    computer: {
      title: "Computer",
      steps: [
        "The PDF opens in the browser, or in the program you usually use.",
        "On a Mac the EPUB opens in Books; on Windows and Linux with Thorium Reader, which is free.",
      ],
    },
  },
};
