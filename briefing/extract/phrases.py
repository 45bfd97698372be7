"""What outlets say around an article, in the languages of the world's press."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["PLACES", "SAYINGS", "Saying"]


class Saying:
    """Phrases; those that begin with ^ are only looked for where a text begins, which is most of the time saved."""

    def __init__(self, *phrases: str) -> None:
        first = [phrase for phrase in phrases if phrase.startswith("^")]
        self._first = re.compile("|".join(first), re.I) if first else None
        anywhere = [phrase for phrase in phrases if not phrase.startswith("^")]
        self._anywhere = re.compile("|".join(anywhere), re.I) if anywhere else None

    def is_in(self, text: str) -> bool:
        """True where the text has one of them."""
        if self._first is not None and self._first.match(text):
            return True
        return self._anywhere is not None and self._anywhere.search(text) is not None


SAYINGS: Mapping[str, Saying] = {
    "more": Saying(
        r"^\W*(?:read|see|watch|listen|more|also|continue|click|explore|discover|don.t miss|must.read)\b.{0,25}"
        r"(?:more|also|next|full|here|below|reading|related|on this|news|stories|:)",
        r"^\W*(?:also |read |more |see )+(?:on|about|from|in|:|»|>)",
        r"^\W*(?:related|recommended|trending|most (?:read|popular|viewed)|top stories|latest|you (?:may|"
        r"might) (?:also )?like)",
        r"^\W*(?:click here|find (?:out )?more|for more|hier (?:finden|geht|klicken)|cliquez|haga clic|"
        r"clique aqui|clicca)",
        r"^\W*(?:à lire|lire (?:aussi|la suite|également|plus)|voir aussi|sur le même (?:sujet|thème)|"
        r"en savoir plus)",
        r"^\W*(?:lesen sie|mehr (?:zum thema|dazu|aus|über|infos)|auch (?:interessant|lesen)|weiterlesen|"
        r"zum thema|siehe auch)",
        r"^\W*(?:lea|lee|leer|más (?:sobre|noticias|información)|ver más|te puede interesar|le puede interesar|"
        r"además)\b",
        r"^\W*(?:leia|saiba mais|veja (?:também|mais)|leggi|guarda anche|scopri|lees (?:ook|meer)|meer (?:over|"
        r"lezen)|bekijk ook)",
        r"^\W*(?:læs (?:også|mere)|les (?:også|mer)|läs (?:även|också|mer)|lue (?:myös|lisää)|loe (?:ka|veel))",
        r"^\W*(?:czytaj|przeczytaj|zobacz|čtěte|přečtěte|čítajte|olvass|citește|читайте|читать|смотрите|подробнее)",
        r"^\W*(?:baca juga|simak|ilgili|devamını|ayrıca bkz|xem thêm|"
        r"đọc thêm|関連|あわせて読み|もっと読む|관련|相关|相關|延伸閱讀|更多)",
        r"^\W*(?:اقرأ|المزيد|شاهد|ذات صلة|קראו|עוד ב|بیشتر بخوانید|यह भी पढ़ें|ये भी पढ़ें|और पढ़ें)",
    ),
    "promo": Saying(
        r"newsletters?\b|subscri(?:be|ber|ption)|sign[ -]?up|log ?in|podcast|download (?:the|our)|our app\b|"
        r"follow (?:us|@)|whatsapp",
        r"telegram|google (?:news|discover)|preferred source|breaking news alert|free trial|inbox|abonn[eé]|"
        r"abonnieren|abonnent",
        r"jetzt (?:testen|lesen|anmelden)|kostenlos|suscr[ií]|bolet[ií]n|inscri(?:re|vez|ption|ção)|iscriviti|"
        r"assine|cadastr",
        r"tilaa|prenumer|nyhetsbrev|nieuwsbrief|nyhedsbrev|abbonati|рассылк|подпис|подпиш|langganan|abone|"
        r"ニュースレター|구독|订阅|訂閱|اشترك|نشرتنا",
    ),
    "rights": Saying(
        r"©|\(c\) ?(?:19|20)\d\d|copyright|all rights reserved|alle rechte|tous droits|todos (?:los derechos|"
        r"os direitos)",
        r"tutti i diritti|alle rechten|無断|無断転載|전재|재배포|저작권|版权|版權|все права|tüm hakları|hak cipta|حقوق",
    ),
    "share": Saying(
        r"^\W*(?:share|teilen|partager|compart|condividi|delen|dela|jaa|udostępnij|поделиться|bagikan|paylaş|共有|"
        r"シェア|공유|مشاركة)\b",
        r"^\W*(?:facebook|twitter|x|linkedin|e-?mail|print|copy link|link kopieren|imprimir|drucken|imprimer|"
        r"save|bookmark|comments?)\b.{0,30}$",
    ),
    "credit": Saying(
        r"^\W*(?:photo(?:graph)?s?|foto(?:s|grafía)?|image|imagen|bild(?:er|quelle)?|quelle|source|crédits?|"
        r"credits?|picture|video|"
        r"crédito|fuente|kuva|zdj|фото|写真|사진|圖|图|صورة)\b\s*(?:by|von|de|:|\||/|©|-)",
        r"getty images|afp photo|\bap photo|\(?(?:afp|reuters|epa|ap|dpa|ansa|efe|imago|shutterstock|"
        r"istock)\)?\W*$|file photo|picture alliance",
    ),
    "advert": Saying(
        r"^\W*(?:advertis|anzeige|werbung|publicit|publicidad|pubblicità|annons|reklam|advertentie|mainos|"
        r"реклама|iklan|広告|광고|广告|إعلان)",
        r"(?:story|article) continues|continues? (?:below|after)|(?:affiliate|sponsored)\b",
    ),
    "byline": Saying(
        r"^\W*(?:by|von|par|por|di|da|door|av|af|text)\s*:?\s+\w+",
        r"^\W*(?:report(?:ing|ed)|edit(?:ing|ed)|writ(?:ing|ten)|additional report|compiled|produced|translated) by",
        r"^\W*(?:published|updated|posted|last (?:updated|modified)|veröffentlicht|aktualisiert|publié|"
        r"mis à jour|publicado|actualizado|"
        r"pubblicato|aggiornato|опубликовано|입력|公開|更新)",
        r"\b(?:min(?:ute)?s? read|reading time|lesezeit|lecture)\b|\bcorrespondent$|\breporter$|기자$",
    ),
    "cookie": Saying(r"cookies?\b|consent|privacy (?:policy|notice)|datenschutz|confidentialité|privacidad|recaptcha"),
}

PLACES: Mapping[str, re.Pattern[str]] = {
    "picture": re.compile(
        r"caption|credit|legend|figure|figcaption|photo|gallery|image|\bimg|copyright|bildunter|media|video|player"
    ),
    "related": re.compile(
        r"relat|recommend|more|trending|popular|latest|outbrain|taboola|read-?(?:also|next)|lire|teaser|card|"
        r"zum-thema|list-?item"
    ),
    "promo": re.compile(
        r"promo|newsletter|subscri|sponsor|paywall|signup|^\.ads?\b|advert|banner|affiliate|campaign|cta"
    ),
    "share": re.compile(r"social|share|sharing|follow|tools|print"),
    "embed": re.compile(r"embed|tweet|twitter|instagram|facebook|youtube|tiktok|iframe"),
    "aside": re.compile(r"widget|aside|sidebar|rail|infobox|info-?box|box\b|inset|factbox|module|accordion|faq|toc\b"),
    "chrome": re.compile(
        r"^(?:nav|footer|header|form|menu)$|menu|footer|breadcrumb|navig|toolbar|cookie|consent|modal|popup|"
        r"overlay|login"
    ),
    "talk": re.compile(r"comment|disqus|respond|forum|discuss"),
    "who": re.compile(r"author|byline|bio\b|meta|date|time|publish|tags?\b|topic|keyword|kicker|category|eyebrow"),
    "top": re.compile(
        r"lead|lede|intro|standfirst|summary|subtitle|sub-?head|chapo|deck|dek|excerpt|teaser|abstract|"
        r"description|vorspann"
    ),
    "body": re.compile(r"article|body|content|story|post|entry|text|paragraph|prose|rich"),
}
