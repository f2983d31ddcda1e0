// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// words.h — words that say less than a name: data, not code. Forms are folded (lower case, no marks).
// Sources: general knowledge of naming in Arabic, Berber, Romance, Germanic and Slavic languages; legal forms
// after GLEIF's ISO 20275 list of entity legal forms (the common abbreviations only); frequent names after
// the national statistics institutes of France and Spain (rank, not counts). Used where no index tells more.

#define ARTICLES                                                                                                     \
    "al", "el", "ul", "as", "ar", "er", "ad", "ed", "an", "en", "az", "ez", "ash", "ach", "ech", "esh", "ach", "at", "et", "l", \
    "d", "ال"
#define LINKS                                                                                                        \
    "ben", "bin", "ibn", "bint", "bent", "ould", "oulad", "ouled", "walad", "ait", "de", "da", "do", "dos", "das", "di", \
    "del", "della", "la", "las", "los", "le", "les", "du", "des", "van", "von", "der", "den", "ter", "ten", "zu", "y", "e", \
    "i", "of", "the", "and", "und", "for", "pour", "et", "para", "بن", "ابن", "بنت", "ولد", "ايت", "و", "ou"
#define KUNYAS "abu", "abou", "abi", "abo", "aboo", "oum", "umm", "um", "om", "bou", "bu", "ابو", "ابي", "ام"
#define TITLES                                                                                                       \
    "mr", "mrs", "ms", "mme", "dr", "prof", "eng", "haji", "hadji", "hadj", "hajj", "haj", "hajji", "alhaji", "cheikh", "sheikh", \
    "shaykh", "sheik", "cheik", "chaykh", "jeque", "mullah", "mulla", "molla", "maulawi", "mawlawi", "maulvi", "moulay", "mulay", "sidi", "lalla", \
    "colonel", "col", "general", "gen", "captain", "capt", "major", "imam", "ustad", "ustaz", "qari", "hafiz", "haf", "doctor", "senor", \
    "don", "dona", "الحاج", "حاج", "الشيخ", "شيخ", "مولاي", "سيدي", "لالة", "الدكتور", "الملا", "ملا", "مولوي"
#define GENERICS                                                                                                     \
    "ltd", "limited", "llc", "llp", "lp", "co", "corp", "corporation", "company", "inc", "incorporated", "gmbh", "sa", "sarl", \
    "sas", "nv", "bv", "spa", "srl", "ooo", "oao", "zao", "pao", "jsc", "pjsc", "ojsc", "cjsc", "plc", "pty", "ag", "kg", "fze", "fzco", "fzc", \
    "sl", "slu", "asbl", "vzw", "bvba", "sprl", "societe", "sociedad", "association", "asociacion", "foundation", "fondation", \
    "group", "groupe", "grupo", "holding", "holdings", "international", "intl", "trading", "trade", "general", "industries", "industry", \
    "services", "service", "enterprise", "enterprises", "bank", "banque", "shipping", "marine", "maritime", "lines", "line", "mv", \
    "organization", "organisation", "organizacion", "islamic", "national", "state", "ministry", "center", "centre", "institute", \
    "joint", "stock", "public", "limitee", "charity", "committee", "movement", "front", "army", "liberation", "شركة", "مؤسسة", "جمعية", "الدولية", \
    "للتجارة", "общество", "компания", "оао", "ооо", "зао", "пао", "ао", "banka", "import", "export", "tech", "technology", \
    "technologies", "engineering", "oil", "gas", "petroleum", "energy", "research", "university", "airlines", "aviation"
#define COMMONS                                                                                                      \
    "mohamed", "mohammed", "muhammad", "mohammad", "muhammed", "mohamad", "mehmet", "mohamet", "ahmed", "ahmad", "ali", "hassan", "hasan", \
    "hussein", "hussain", "husain", "hossein", "hussayn", "ibrahim", "omar", "umar", "youssef", "yusuf", "yousef", "yusef", "mustafa", "mustapha", \
    "mostafa", "khalid", "khaled", "said", "saeed", "salah", "saleh", "salih", "abdallah", "abdullah", "mahmoud", "mahmud", "hamid", "hamed", \
    "karim", "rachid", "rashid", "fatima", "maria", "jose", "juan", "antonio", "jean", "pierre", "marie", "michel", "garcia", \
    "martin", "lopez", "gonzalez", "rodriguez", "fernandez", "sanchez", "perez", "aleksandr", "alexander", "sergey", "sergei", "vladimir", "andrey", \
    "andrei", "dmitry", "dmitri", "alexey", "aleksey", "ivan", "mikhail", "nikolay", "olga", "elena", "tatiana", "john", "david", "kim", "khan", \
    "محمد", "احمد", "علي", "حسن", "حسين", "ابراهيم", "عمر", "يوسف", "مصطفي", "خالد", "سعيد", "صالح", "صلاح", "محمود", "فاطمة", \
    "александр", "сергей", "владимир", "андрей", "дмитрий", "алексей", "иван", "михаил", "николай", "елена", "ольга", "татьяна"
// Endings of East Slavic patronymics in the romanisations of the lists; a patronymic says little, being a
// given name of the parent's generation.
#define PATRONYMICS                                                                                                  \
    "ovich", "evich", "ovitj", "evitj", "ovic", "evic", "ovič", "evič", "ovych", "evych", "avich", "avitj", "ovytj", "owitsch", "ewitsch", "ovitch", "evitch", \
    "ovits", "evits", "ovna", "evna", "ivna", "yivna", "auna", "eŭna", "euna", "owna", "ewna", "ievna", "ichna", "ович", "евич", "йович", "овна", "евна", "ична", "івна", "ївна", \
    "авіч", "евіч", "аўна", "еўна", "ilyich", "ilich", "ilitj", "avych", "ovič", "avič"
// A word written short stands for the long form when the name has another word.
#define SHORT_FORMS                                                                                                  \
    {"med", "mohamed"}, {"md", "mohamed"}, {"mohd", "mohamed"}, {"mhd", "mohamed"}, {"mhmd", "mohamed"}, {"mly", "moulay"}, {"my", "moulay"}, \
    {"bt", "bint"}, {"abdl", "abdel"}, {"st", "saint"}, {"ste", "sainte"}, {"fco", "francisco"}, {"fca", "francisca"}, {"ma", "maria"}
