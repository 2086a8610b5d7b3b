"""The outlet behind an address: its name where we know it, else its host without `www.`.

A subdomain belongs to its site unless it has a row of its own. What a page calls itself does not count:
outlets spell their own names in several ways, and statistics count by the name.
"""

from urllib.parse import urlsplit

_PREFIXES = ("www.", "www1.", "www2.", "m.", "mobil.", "mobile.", "amp.", "rss.", "feeds.", "archiv.")
# host: name, by country. Agencies are below.
OUTLETS = {
    # Germany
    "tagesschau.de": "tagesschau", "zdf.de": "ZDF", "zdfheute.de": "ZDF",
    "deutschlandfunk.de": "Deutschlandfunk", "deutschlandfunkkultur.de": "Deutschlandfunk Kultur",
    "dw.com": "Deutsche Welle", "ard.de": "ARD", "br.de": "BR", "hr.de": "HR", "hessenschau.de": "HR",
    "mdr.de": "MDR", "ndr.de": "NDR", "rbb24.de": "RBB", "rbb-online.de": "RBB",
    "butenunbinnen.de": "Radio Bremen", "radiobremen.de": "Radio Bremen", "sr.de": "SR", "swr.de": "SWR",
    "wdr.de": "WDR", "sportschau.de": "Sportschau", "phoenix.de": "phoenix", "3sat.de": "3sat",
    "arte.tv": "ARTE", "n-tv.de": "ntv", "rtl.de": "RTL", "welt.de": "Welt",
    "sueddeutsche.de": "Süddeutsche Zeitung", "sz.de": "Süddeutsche Zeitung",
    "faz.net": "Frankfurter Allgemeine Zeitung", "zeit.de": "Die Zeit", "spiegel.de": "Der Spiegel",
    "manager-magazin.de": "Manager Magazin", "stern.de": "Stern", "focus.de": "Focus", "bild.de": "Bild",
    "bz-berlin.de": "B.Z.", "taz.de": "taz", "nd-aktuell.de": "nd", "neues-deutschland.de": "nd",
    "jungewelt.de": "junge Welt", "jungefreiheit.de": "Junge Freiheit", "freitag.de": "Der Freitag",
    "fr.de": "Frankfurter Rundschau", "fnp.de": "Frankfurter Neue Presse",
    "handelsblatt.com": "Handelsblatt", "wiwo.de": "WirtschaftsWoche", "capital.de": "Capital",
    "boerse-online.de": "Börse Online", "finanzen.net": "finanzen.net",
    "boersen-zeitung.de": "Börsen-Zeitung", "tagesspiegel.de": "Der Tagesspiegel",
    "berliner-zeitung.de": "Berliner Zeitung", "berliner-kurier.de": "Berliner Kurier",
    "morgenpost.de": "Berliner Morgenpost", "abendblatt.de": "Hamburger Abendblatt",
    "mopo.de": "Hamburger Morgenpost", "shz.de": "shz", "kn-online.de": "Kieler Nachrichten",
    "ln-online.de": "Lübecker Nachrichten", "ostsee-zeitung.de": "Ostsee-Zeitung",
    "nordkurier.de": "Nordkurier", "svz.de": "Schweriner Volkszeitung",
    "maz-online.de": "Märkische Allgemeine", "moz.de": "Märkische Oderzeitung",
    "lr-online.de": "Lausitzer Rundschau", "pnn.de": "Potsdamer Neueste Nachrichten",
    "haz.de": "Hannoversche Allgemeine", "neuepresse.de": "Neue Presse",
    "noz.de": "Neue Osnabrücker Zeitung", "nwzonline.de": "Nordwest-Zeitung",
    "weser-kurier.de": "Weser-Kurier", "kreiszeitung.de": "Kreiszeitung",
    "braunschweiger-zeitung.de": "Braunschweiger Zeitung", "goettinger-tageblatt.de": "Göttinger Tageblatt",
    "volksstimme.de": "Volksstimme", "mz.de": "Mitteldeutsche Zeitung", "lvz.de": "Leipziger Volkszeitung",
    "saechsische.de": "Sächsische Zeitung", "dnn.de": "Dresdner Neueste Nachrichten",
    "freiepresse.de": "Freie Presse", "thueringer-allgemeine.de": "Thüringer Allgemeine",
    "otz.de": "Ostthüringer Zeitung", "tlz.de": "Thüringische Landeszeitung",
    "insuedthueringen.de": "Freies Wort", "waz.de": "WAZ", "nrz.de": "NRZ", "wp.de": "Westfalenpost",
    "wr.de": "Westfälische Rundschau", "wz.de": "Westdeutsche Zeitung", "rp-online.de": "Rheinische Post",
    "ksta.de": "Kölner Stadt-Anzeiger", "rundschau-online.de": "Kölnische Rundschau",
    "express.de": "Express", "ga.de": "General-Anzeiger", "ga-bonn.de": "General-Anzeiger",
    "aachener-zeitung.de": "Aachener Zeitung", "ruhrnachrichten.de": "Ruhr Nachrichten",
    "wn.de": "Westfälische Nachrichten", "westfalen-blatt.de": "Westfalen-Blatt",
    "nw.de": "Neue Westfälische", "lz.de": "Lippische Landes-Zeitung", "ruhr24.de": "Ruhr24",
    "derwesten.de": "DerWesten", "rheinpfalz.de": "Die Rheinpfalz", "rhein-zeitung.de": "Rhein-Zeitung",
    "volksfreund.de": "Trierischer Volksfreund", "allgemeine-zeitung.de": "Allgemeine Zeitung",
    "wiesbadener-kurier.de": "Wiesbadener Kurier", "echo-online.de": "Darmstädter Echo", "hna.de": "HNA",
    "op-online.de": "Offenbach-Post", "giessener-allgemeine.de": "Gießener Allgemeine",
    "saarbruecker-zeitung.de": "Saarbrücker Zeitung", "stuttgarter-zeitung.de": "Stuttgarter Zeitung",
    "stuttgarter-nachrichten.de": "Stuttgarter Nachrichten", "swp.de": "Südwest Presse",
    "schwaebische.de": "Schwäbische Zeitung", "suedkurier.de": "Südkurier",
    "badische-zeitung.de": "Badische Zeitung", "bnn.de": "Badische Neueste Nachrichten",
    "mannheimer-morgen.de": "Mannheimer Morgen", "rnz.de": "Rhein-Neckar-Zeitung",
    "stimme.de": "Heilbronner Stimme", "zvw.de": "Zeitungsverlag Waiblingen", "merkur.de": "Münchner Merkur",
    "tz.de": "tz", "abendzeitung-muenchen.de": "Abendzeitung", "nordbayern.de": "Nürnberger Nachrichten",
    "nn.de": "Nürnberger Nachrichten", "augsburger-allgemeine.de": "Augsburger Allgemeine",
    "mainpost.de": "Main-Post", "pnp.de": "Passauer Neue Presse",
    "mittelbayerische.de": "Mittelbayerische Zeitung", "donaukurier.de": "Donaukurier",
    "infranken.de": "inFranken", "frankenpost.de": "Frankenpost", "onetz.de": "Der neue Tag",
    "idowa.de": "Straubinger Tagblatt", "ovb-online.de": "OVB", "rnd.de": "RND", "t-online.de": "t-online",
    "web.de": "WEB.DE", "gmx.net": "GMX", "heise.de": "heise online", "golem.de": "Golem",
    "netzpolitik.org": "netzpolitik.org", "correctiv.org": "Correctiv", "cicero.de": "Cicero",
    "tichyseinblick.de": "Tichys Einblick", "apollo-news.net": "Apollo News", "nius.de": "Nius",
    "achgut.com": "Achgut", "nachdenkseiten.de": "NachDenkSeiten", "telepolis.de": "Telepolis",
    "watson.de": "watson.de", "kicker.de": "Kicker", "sport1.de": "Sport1", "lto.de": "Legal Tribune Online",
    "aerzteblatt.de": "Deutsches Ärzteblatt", "katholisch.de": "katholisch.de", "tag24.de": "Tag24",
    "euractiv.de": "Euractiv", "table.media": "Table.Media", "der-postillon.com": "Der Postillon",
    "wikinews.org": "Wikinews", "bundestag.de": "Deutscher Bundestag", "presseportal.de": "Presseportal",
    "epochtimes.de": "Epoch Times", "tageblatt.de": "Stader Tageblatt",
    # Austria
    "orf.at": "ORF", "derstandard.at": "Der Standard", "derstandard.de": "Der Standard",
    "diepresse.com": "Die Presse", "kurier.at": "Kurier", "krone.at": "Kronen Zeitung", "heute.at": "Heute",
    "oe24.at": "oe24", "kleinezeitung.at": "Kleine Zeitung", "sn.at": "Salzburger Nachrichten",
    "tt.com": "Tiroler Tageszeitung", "nachrichten.at": "Oberösterreichische Nachrichten", "noen.at": "NÖN",
    "vol.at": "VOL.AT", "vn.at": "Vorarlberger Nachrichten", "profil.at": "profil", "falter.at": "Falter",
    "news.at": "News", "trend.at": "trend", "wienerzeitung.at": "Wiener Zeitung", "furche.at": "Die Furche",
    "puls24.at": "Puls 24", "servustv.com": "ServusTV", "exxpress.at": "exxpress",
    "meinbezirk.at": "MeinBezirk", "ots.at": "APA-OTS", "moment.at": "Moment", "kontrast.at": "Kontrast",
    # Switzerland, Liechtenstein, Luxembourg, South Tyrol, Belgium
    "srf.ch": "SRF", "nzz.ch": "Neue Zürcher Zeitung", "tagesanzeiger.ch": "Tages-Anzeiger",
    "blick.ch": "Blick", "20min.ch": "20 Minuten", "watson.ch": "watson.ch",
    "bernerzeitung.ch": "Berner Zeitung", "derbund.ch": "Der Bund", "bazonline.ch": "Basler Zeitung",
    "bzbasel.ch": "bz", "aargauerzeitung.ch": "Aargauer Zeitung", "luzernerzeitung.ch": "Luzerner Zeitung",
    "tagblatt.ch": "St. Galler Tagblatt", "suedostschweiz.ch": "Südostschweiz", "woz.ch": "WOZ",
    "weltwoche.ch": "Die Weltwoche", "republik.ch": "Republik", "handelszeitung.ch": "Handelszeitung",
    "swissinfo.ch": "Swissinfo", "nau.ch": "Nau", "landbote.ch": "Der Landbote",
    "infosperber.ch": "Infosperber", "volksblatt.li": "Volksblatt",
    "vaterland.li": "Liechtensteiner Vaterland", "wort.lu": "Luxemburger Wort", "tageblatt.lu": "Tageblatt",
    "journal.lu": "Lëtzebuerger Journal", "stol.it": "stol.it",
    "tageszeitung.it": "Neue Südtiroler Tageszeitung", "salto.bz": "Salto", "brf.be": "BRF",
    "grenzecho.net": "Grenz-Echo",
}  # fmt: skip
# host: the agency's name as in `laut.document.agencies.AGENCIES`.
AGENCY_SITES = {
    "dpa.com": "dpa", "dpa-international.com": "dpa", "dpa-afx.de": "dpa-AFX", "apa.at": "APA",
    "afp.com": "AFP", "keystone-sda.ch": "Keystone-SDA", "sda.ch": "Keystone-SDA", "awp.ch": "AWP",
    "reuters.com": "Reuters", "apnews.com": "AP", "ap.org": "AP", "epd.de": "epd", "kna.de": "KNA",
    "kathpress.at": "Kathpress", "sid.de": "SID", "dts-nachrichtenagentur.de": "dts",
    "bloomberg.com": "Bloomberg", "dowjones.com": "Dow Jones", "tass.com": "TASS",
    "interfax.com": "Interfax", "ansa.it": "ANSA", "xinhuanet.com": "Xinhua", "news.cn": "Xinhua",
    "efe.com": "EFE",
}  # fmt: skip


def find_host(url: str | None) -> str | None:
    """The host of an http address in lower case, without port and `www.`."""
    try:
        parts = urlsplit(url or "")
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host:
        return None
    prefix = next((prefix for prefix in _PREFIXES if host.startswith(prefix)), "")
    return host[len(prefix) :] if "." in host[len(prefix) :] else host


def find_outlet(url: str | None) -> str | None:
    """The outlet's name, the agency's for its own site, the host for others; None without an address."""
    host = find_host(url)
    return (_find_site(host, OUTLETS) or _find_site(host, AGENCY_SITES) or host) if host else None


def find_agency_of_site(url: str | None) -> str | None:
    """The agency whose own site an address belongs to."""
    host = find_host(url)
    return _find_site(host, AGENCY_SITES) if host else None


def _find_site(host: str, names: dict[str, str]) -> str | None:
    """The name of the host, or of the nearest domain above it that has one."""
    while "." in host:
        if host in names:
            return names[host]
        host = host.partition(".")[2]
    return None
