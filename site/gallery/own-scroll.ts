// Pages of the gallery lie in frames: what moves one of them into sight would move the gallery, too.
if (window !== parent) {
  const focus = HTMLElement.prototype.focus;
  HTMLElement.prototype.focus = function () {
    focus.call(this, { preventScroll: true });
  };
  Element.prototype.scrollIntoView = function () {
    scrollTo(0, this.getBoundingClientRect().top + scrollY - 32);
  };
}
