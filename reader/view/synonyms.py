"""Other words by which the palette finds a command: what people call it elsewhere.

Shape:   command id -> words; a command without any is found by its title, its group and its hint.
"""

from typing import Final

SYNONYMS: Final = {
    "list.open": "open article enter show",
    "search.clear": "cancel filter reset show all",
    "text.top": "beginning start home",
    "text.bottom": "bottom last finish",
    "text.back": "leave close return article list",
    "article.next": "following forward",
    "article.previous": "previous backward last",
    "next": "unread jump following",
    "previous": "unread jump backward",
    "article.read": "unread seen toggle mark",
    "article.star": "favourite bookmark save flag keep",
    "search.open": "filter query fuzzy look up",
    "find.open": "search in page locate text",
    "outline": "contents headings table of contents sections toc",
    "links": "urls hyperlinks web pages",
    "link.open": "url browser web page website original",
    "edit": "editor vim change source",
    "copy": "clipboard yank quote passage",
    "copy.place": "clipboard yank link url path share",
    "select": "highlight visual passage mark text",
    "comment": "annotate annotation remark highlight",
    "passages.list": "annotations comments highlights",
    "passages.export": "export annotations markdown save comments highlights",
    "mark.next": "name entity figure",
    "mark.previous": "previous name entity figure",
    "kind.person": "persons names hide show",
    "kind.place": "locations cities hide show",
    "kind.organisation": "organizations companies hide show",
    "kind.figure": "numbers amounts hide show",
    "kind.all": "highlights entities hide show",
    "view.zen": "focus fullscreen distraction",
    "view.list": "sidebar panel toggle",
    "view.wider": "width margin broad",
    "view.narrower": "width margin slim",
    "view.theme": "colours colors dark light contrast appearance",
    "settings": "preferences options configuration config",
    "quit": "exit leave close",
    "help": "keys shortcuts bindings manual",
}
