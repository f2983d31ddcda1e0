// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// words.h — words that say less than a name: data, not code. Forms are folded (lower case, no marks).
// Sources: general knowledge of naming in Arabic, Berber, Romance, Germanic and Slavic languages; legal forms
// after GLEIF's ISO 20275 list of entity legal forms (the common abbreviations only); frequent names after
// the national statistics institutes of France and Spain (rank, not counts). Used where no index tells more.

#define LISTED_WORDS(X)                                                                                              \
    X("al", ARTICLE) X("el", ARTICLE) X("ul", ARTICLE) X("as", ARTICLE) X("ar", ARTICLE) X("er", ARTICLE)            \
    X("ad", ARTICLE) X("ed", ARTICLE) X("an", ARTICLE) X("en", ARTICLE) X("az", ARTICLE) X("ez", ARTICLE)            \
    X("ash", ARTICLE) X("ach", ARTICLE) X("ech", ARTICLE) X("esh", ARTICLE) X("at", ARTICLE) X("et", ARTICLE)        \
    X("l", ARTICLE) X("d", ARTICLE) X("ال", ARTICLE)                                                                 \
    X("ben", LINK) X("bin", LINK) X("ibn", LINK) X("bint", LINK) X("bent", LINK) X("ould", LINK) X("oulad", LINK)    \
    X("ouled", LINK) X("walad", LINK) X("ait", LINK) X("de", LINK) X("da", LINK) X("do", LINK) X("dos", LINK)        \
    X("das", LINK) X("di", LINK) X("del", LINK) X("della", LINK) X("la", LINK) X("las", LINK) X("los", LINK)         \
    X("le", LINK) X("les", LINK) X("du", LINK) X("des", LINK) X("van", LINK) X("von", LINK) X("der", LINK)           \
    X("den", LINK) X("ter", LINK) X("ten", LINK) X("zu", LINK) X("y", LINK) X("e", LINK) X("i", LINK)                \
    X("of", LINK) X("the", LINK) X("and", LINK) X("und", LINK) X("for", LINK) X("pour", LINK) X("para", LINK)        \
    X("بن", LINK) X("ابن", LINK) X("بنت", LINK) X("ولد", LINK) X("ايت", LINK) X("و", LINK) X("ou", LINK)             \
    X("abd", ABD) X("abdul", ABD) X("abdel", ABD) X("abdal", ABD) X("abdoul", ABD) X("abdur", ABD) X("abder", ABD)   \
    X("abdus", ABD) X("abdes", ABD) X("abdol", ABD) X("عبد", ABD) X("абд", ABD) X("абдул", ABD)                      \
    X("din", DIN) X("deen", DIN) X("dine", DIN) X("dien", DIN) X("eddin", DIN) X("eddine", DIN) X("addin", DIN)      \
    X("uddin", DIN) X("aldin", DIN) X("ullah", DIN) X("allah", DIN) X("ollah", DIN) X("الله", DIN) X("الدين", DIN)   \
    X("دين", DIN) X("дин", DIN)                                                                                      \
    X("ذو", DHU) X("ذي", DHU) X("zul", DHU) X("dhul", DHU) X("zol", DHU)                                                 \
    X("abu", KUNYA) X("abou", KUNYA) X("abi", KUNYA) X("abo", KUNYA) X("aboo", KUNYA) X("oum", KUNYA)                \
    X("umm", KUNYA) X("um", KUNYA) X("om", KUNYA) X("bou", KUNYA) X("bu", KUNYA) X("ابو", KUNYA) X("ابي", KUNYA)     \
    X("ام", KUNYA) X("بو", KUNYA) X("oumou", KUNYA) X("umu", KUNYA) X("abul", KUNYA) X("aboul", KUNYA) X("abol", KUNYA)  \
    X("ebu", KUNYA) X("abuu", KUNYA) X("ebou", KUNYA) X("oem", KUNYA) X("ummu", KUNYA)                 \
    X("fnu", TITLE) X("lnu", TITLE) X("nfn", TITLE) X("nln", TITLE) X("miss", TITLE) X("mstr", TITLE)                  \
    X("jnr", TITLE) X("snr", TITLE) X("fils", TITLE) X("hijo", TITLE) X("pere", TITLE) X("padre", TITLE)               \
    X("السيدة", TITLE) X("زوجة", LINK) X("ارملة", LINK) X("ep", LINK) X("او", LINK)                                    \
    X("mr", TITLE) X("mrs", TITLE) X("ms", TITLE) X("mme", TITLE) X("dr", TITLE) X("prof", TITLE) X("eng", TITLE)    \
    X("haji", TITLE) X("hadji", TITLE) X("hadj", TITLE) X("hajj", TITLE) X("haj", TITLE) X("hajji", TITLE)           \
    X("alhaji", TITLE) X("cheikh", TITLE) X("sheikh", TITLE) X("shaykh", TITLE) X("sheik", TITLE)                    \
    X("cheik", TITLE) X("chaykh", TITLE) X("jeque", TITLE) X("mullah", TITLE) X("mulla", TITLE) X("molla", TITLE)    \
    X("maulawi", TITLE) X("mawlawi", TITLE) X("maulvi", TITLE) X("moulay", TITLE) X("mulay", TITLE)                  \
    X("sidi", TITLE) X("lalla", TITLE) X("colonel", TITLE) X("col", TITLE) X("general", TITLE) X("gen", TITLE)       \
    X("captain", TITLE) X("capt", TITLE) X("major", TITLE) X("imam", TITLE) X("ustad", TITLE) X("ustaz", TITLE)      \
    X("qari", TITLE) X("hafiz", TITLE) X("haf", TITLE) X("doctor", TITLE) X("senor", TITLE) X("don", TITLE)          \
    X("dona", TITLE) X("الحاج", TITLE) X("حاج", TITLE) X("الشيخ", TITLE) X("شيخ", TITLE) X("مولاي", TITLE)           \
    X("سيدي", TITLE) X("لالة", TITLE) X("الدكتور", TITLE) X("الملا", TITLE) X("ملا", TITLE) X("مولوي", TITLE)        \
    X("ltd", GENERIC) X("limited", GENERIC) X("llc", GENERIC) X("llp", GENERIC) X("lp", GENERIC) X("co", GENERIC)    \
    X("corp", GENERIC) X("corporation", GENERIC) X("company", GENERIC) X("inc", GENERIC)                             \
    X("incorporated", GENERIC) X("gmbh", GENERIC) X("sa", GENERIC) X("sarl", GENERIC) X("sas", GENERIC)              \
    X("nv", GENERIC) X("bv", GENERIC) X("spa", GENERIC) X("srl", GENERIC) X("ooo", GENERIC) X("oao", GENERIC)        \
    X("zao", GENERIC) X("pao", GENERIC) X("jsc", GENERIC) X("pjsc", GENERIC) X("ojsc", GENERIC) X("cjsc", GENERIC)   \
    X("plc", GENERIC) X("pty", GENERIC) X("kg", GENERIC) X("fze", GENERIC) X("fzco", GENERIC)       \
    X("fzc", GENERIC) X("sl", GENERIC) X("slu", GENERIC) X("asbl", GENERIC) X("vzw", GENERIC) X("bvba", GENERIC)     \
    X("sprl", GENERIC) X("societe", GENERIC) X("sociedad", GENERIC) X("association", GENERIC)                        \
    X("asociacion", GENERIC) X("foundation", GENERIC) X("fondation", GENERIC) X("group", GENERIC)                    \
    X("groupe", GENERIC) X("grupo", GENERIC) X("holding", GENERIC) X("holdings", GENERIC)                            \
    X("international", GENERIC) X("intl", GENERIC) X("trading", GENERIC) X("trade", GENERIC)                         \
    X("industries", GENERIC) X("industry", GENERIC) X("services", GENERIC) X("service", GENERIC)                     \
    X("enterprise", GENERIC) X("enterprises", GENERIC) X("bank", GENERIC) X("banque", GENERIC)                       \
    X("shipping", GENERIC) X("marine", GENERIC) X("maritime", GENERIC) X("lines", GENERIC) X("line", GENERIC)        \
    X("mv", GENERIC) X("organization", GENERIC) X("organisation", GENERIC) X("organizacion", GENERIC)                \
    X("islamic", GENERIC) X("national", GENERIC) X("state", GENERIC) X("ministry", GENERIC) X("center", GENERIC)     \
    X("centre", GENERIC) X("institute", GENERIC) X("joint", GENERIC) X("stock", GENERIC) X("public", GENERIC)        \
    X("limitee", GENERIC) X("charity", GENERIC) X("committee", GENERIC) X("movement", GENERIC) X("front", GENERIC)   \
    X("army", GENERIC) X("liberation", GENERIC) X("شركة", GENERIC) X("مؤسسة", GENERIC) X("جمعية", GENERIC)           \
    X("الدولية", GENERIC) X("للتجارة", GENERIC) X("общество", GENERIC) X("компания", GENERIC) X("оао", GENERIC)      \
    X("ооо", GENERIC) X("зао", GENERIC) X("пао", GENERIC) X("ао", GENERIC) X("banka", GENERIC)                       \
    X("import", GENERIC) X("export", GENERIC) X("tech", GENERIC) X("technology", GENERIC)                            \
    X("technologies", GENERIC) X("engineering", GENERIC) X("oil", GENERIC) X("gas", GENERIC)                         \
    X("petroleum", GENERIC) X("energy", GENERIC) X("research", GENERIC) X("university", GENERIC)                     \
    X("airlines", GENERIC) X("aviation", GENERIC)                                                                    \
    X("trust", GENERIC) X("fund", GENERIC) X("funds", GENERIC) X("capital", GENERIC) X("partners", GENERIC)          \
    X("partner", GENERIC) X("solutions", GENERIC) X("management", GENERIC) X("global", GENERIC)                      \
    X("business", GENERIC) X("systems", GENERIC) X("system", GENERIC) X("mortgage", GENERIC)                         \
    X("securities", GENERIC) X("electronics", GENERIC) X("motor", GENERIC) X("motors", GENERIC)                      \
    X("health", GENERIC) X("insurance", GENERIC) X("media", GENERIC) X("studio", GENERIC) X("studios", GENERIC)      \
    X("construction", GENERIC) X("consulting", GENERIC) X("logistics", GENERIC) X("transport", GENERIC)              \
    X("investment", GENERIC) X("investments", GENERIC) X("finance", GENERIC) X("financial", GENERIC)                 \
    X("steel", GENERIC) X("mining", GENERIC) X("resources", GENERIC) X("power", GENERIC) X("electric", GENERIC)      \
    X("chemical", GENERIC) X("pharma", GENERIC) X("pharmaceutical", GENERIC) X("foods", GENERIC)                     \
    X("food", GENERIC) X("products", GENERIC) X("manufacturing", GENERIC) X("development", GENERIC)                  \
    X("properties", GENERIC) X("estate", GENERIC) X("real", GENERIC) X("school", GENERIC) X("club", GENERIC)         \
    X("party", GENERIC) X("council", GENERIC) X("agency", GENERIC) X("office", GENERIC) X("department", GENERIC)     \
    X("federal", GENERIC) X("industrial", GENERIC) X("commercial", GENERIC) X("organisacion", GENERIC)               \
    X("banco", GENERIC) X("bancaria", GENERIC) X("network", GENERIC) X("platforms", GENERIC) X("union", GENERIC)     \
    X("society", GENERIC) X("cooperative", GENERIC) X("us", GENERIC) X("usa", GENERIC) X("mt", GENERIC) X("ss", GENERIC) X("tanker", GENERIC)           \
    X("vessel", GENERIC) X("ship", GENERIC) X("الشركة", GENERIC) X("موسسة", GENERIC) X("الموسسة", GENERIC) X("الجمعية", GENERIC) X("منظمة", GENERIC) X("المنظمة", GENERIC) X("مجموعة", GENERIC) X("مصرف", GENERIC) X("بنك", GENERIC) X("البنك", GENERIC) X("النقل", GENERIC) X("للنقل", GENERIC) X("خيرية", GENERIC) X("الخيرية", GENERIC) X("bienfaisance", GENERIC) X("charitable", GENERIC) X("benefica", GENERIC) X("caritative", GENERIC) X("etablissement", GENERIC) X("etablissements", GENERIC) X("transports", GENERIC) X("transportes", GENERIC)                                                                          \
    X("ur", ARTICLE) X("ud", ARTICLE) X("uz", ARTICLE) X("ut", ARTICLE) X("ush", ARTICLE) \
    X("abdil", ABD) X("abdour", ABD) X("abdous", ABD) X("abden", ABD) X("abdet", ABD) X("abdech", ABD) \
    X("abdesh", ABD) X("abdash", ABD) X("abdez", ABD) X("abdun", ABD) X("abdud", ABD) X("abduz", ABD) \
    X("aldeen", DIN) X("eldin", DIN) X("eldine", DIN) X("eldeen", DIN) X("uldin", DIN) X("uldeen", DIN) \
    X("eddeen", DIN) X("addine", DIN) X("addeen", DIN) X("uddeen", DIN) X("udin", DIN) X("udeen", DIN) \
    X("eldien", DIN) X("aldien", DIN) X("oullah", DIN) X("ullha", DIN) X("illah", DIN) X("oulla", DIN) X("ulla", DIN) \
    X("nee", LINK) X("epouse", LINK) X("epse", LINK) X("vve", LINK) X("veuve", LINK) X("geb", LINK) \
    X("geborene", LINK) X("geboren", LINK) X("weduwe", LINK) X("echtgenote", LINK) X("viuda", LINK) X("vda", LINK) \
    X("dit", LINK) X("dite", LINK) X("alias", LINK) X("aka", LINK) X("voor", LINK) X("fur", LINK) X("für", LINK) \
    X("dels", LINK) X("els", LINK) X("vom", LINK) X("zum", LINK) X("zur", LINK) X("wal", LINK) X("lil", LINK) \
    X("mc", LINK) \
    X("ustadh", TITLE) X("oustad", TITLE) X("oustadh", TITLE) X("oustaz", TITLE) X("ostad", TITLE) X("shaikh", TITLE) \
    X("uld", LINK) X("shaikha", TITLE) X("sheikha", TITLE) X("cheikha", TITLE) X("chaikh", TITLE) X("scheich", TITLE) \
    X("sjeik", TITLE) X("sheekh", TITLE) X("sheyh", TITLE) X("şeyh", TITLE) X("xeic", TITLE) X("molvi", TITLE) \
    X("muley", TITLE) X("moulai", TITLE) X("mulai", TITLE) X("syed", TITLE) X("seyed", TITLE) X("seyyed", TITLE) \
    X("seyyid", TITLE) X("elhadj", TITLE) X("elhadji", TITLE) X("elhaj", TITLE) X("lhaj", TITLE) X("lhadj", TITLE) \
    X("alhaj", TITLE) X("alhajj", TITLE) X("malam", TITLE) X("mallam", TITLE) X("serigne", TITLE) X("thierno", TITLE) \
    X("hojjatoleslam", TITLE) X("maitre", TITLE) X("mgr", TITLE) X("dra", TITLE) X("dhr", TITLE) X("mevr", TITLE) \
    X("mevrouw", TITLE) X("meneer", TITLE) X("حاجي", TITLE) X("الحاجي", TITLE) X("استاذ", TITLE) X("الاستاذ", TITLE) \
    X("شيخة", TITLE) X("ملاي", TITLE) \
    X("youth", GENERIC) X("relief", GENERIC) X("humanitarian", GENERIC) X("cultural", GENERIC) X("mosque", GENERIC) \
    X("league", GENERIC) X("brigade", GENERIC) X("exchange", GENERIC) X("travel", GENERIC) X("fishing", GENERIC) \
    X("agricultural", GENERIC) X("brothers", GENERIC) X("sons", GENERIC) X("women", GENERIC) X("students", GENERIC) \
    X("workers", GENERIC) X("muslims", GENERIC) X("friends", GENERIC) X("solidarity", GENERIC) X("popular", GENERIC) \
    X("revolutionary", GENERIC) X("combatant", GENERIC) X("resistance", GENERIC) X("education", GENERIC) \
    X("moroccan", GENERIC) X("belgian", GENERIC) X("spanish", GENERIC) X("french", GENERIC) X("europe", GENERIC) \
    X("european", GENERIC) \
    X("president", TITLE) X("minister", TITLE) X("princess", TITLE) X("queen", TITLE) X("ayatollah", TITLE)          \
    X("hojatoleslam", TITLE) X("maulana", TITLE) X("mawlana", TITLE) X("mevlana", TITLE) X("lieutenant", TITLE)      \
    X("lt", TITLE) X("sergeant", TITLE) X("sgt", TITLE) X("brigadier", TITLE) X("brig", TITLE)                       \
    X("admiral", TITLE) X("commander", TITLE) X("cdr", TITLE) X("sir", TITLE) X("lord", TITLE) X("dame", TITLE)      \
    X("herr", TITLE) X("frau", TITLE) X("monsieur", TITLE) X("madame", TITLE) X("mademoiselle", TITLE)               \
    X("mlle", TITLE) X("sr", TITLE) X("sra", TITLE) X("hajja", TITLE) X("hadja", TITLE) X("lella", TITLE) X("الحاجة", TITLE) X("لالا", TITLE) X("srta", TITLE) X("jr", TITLE) X("ing", TITLE)                  \
    X("rev", TITLE) X("pastor", TITLE) X("judge", TITLE) X("governor", TITLE) X("señor", TITLE)                      \
    X("mollah", TITLE) X("moulvi", TITLE) X("hojjat", TITLE) X("akhund", TITLE) X("mufti", TITLE)                    \
    X("hojat", TITLE) X("präsident", TITLE) X("praesident", TITLE)                                                   \
    X("داكتر", TITLE) X("دكتر", TITLE) X("دكتور", TITLE) X("in", LINK) X("het", LINK) X("mint", LINK) X("منت", LINK) X("اولاد", LINK) X("ag", LINK) X("ult", LINK) X("walet", LINK) X("uld", LINK) X("wuld", LINK) X("wlad", LINK)                                                                                                    \
    X("mohamed", COMMON) X("mohammed", COMMON) X("muhammad", COMMON) X("mohammad", COMMON) X("muhammed", COMMON)     \
    X("mohamad", COMMON) X("mehmet", COMMON) X("mohamet", COMMON) X("ahmed", COMMON) X("ahmad", COMMON)              \
    X("ali", COMMON) X("hassan", COMMON) X("hasan", COMMON) X("hussein", COMMON) X("hussain", COMMON)                \
    X("husain", COMMON) X("hossein", COMMON) X("hussayn", COMMON) X("ibrahim", COMMON) X("omar", COMMON)             \
    X("umar", COMMON) X("youssef", COMMON) X("yusuf", COMMON) X("yousef", COMMON) X("yusef", COMMON)                 \
    X("mustafa", COMMON) X("mustapha", COMMON) X("mostafa", COMMON) X("khalid", COMMON) X("khaled", COMMON)          \
    X("said", COMMON) X("saeed", COMMON) X("salah", COMMON) X("saleh", COMMON) X("salih", COMMON)                    \
    X("abdallah", COMMON) X("abdullah", COMMON) X("mahmoud", COMMON) X("mahmud", COMMON) X("hamid", COMMON)          \
    X("hamed", COMMON) X("karim", COMMON) X("rachid", COMMON) X("rashid", COMMON) X("fatima", COMMON)                \
    X("maria", COMMON) X("jose", COMMON) X("juan", COMMON) X("antonio", COMMON) X("jean", COMMON)                    \
    X("pierre", COMMON) X("marie", COMMON) X("michel", COMMON) X("garcia", COMMON) X("martin", COMMON)               \
    X("lopez", COMMON) X("gonzalez", COMMON) X("rodriguez", COMMON) X("fernandez", COMMON) X("sanchez", COMMON)      \
    X("perez", COMMON) X("aleksandr", COMMON) X("alexander", COMMON) X("sergey", COMMON) X("sergei", COMMON)         \
    X("vladimir", COMMON) X("andrey", COMMON) X("andrei", COMMON) X("dmitry", COMMON) X("dmitri", COMMON)            \
    X("alexey", COMMON) X("aleksey", COMMON) X("ivan", COMMON) X("mikhail", COMMON) X("nikolay", COMMON)             \
    X("olga", COMMON) X("elena", COMMON) X("tatiana", COMMON) X("john", COMMON) X("david", COMMON)                   \
    X("kim", COMMON) X("khan", COMMON) X("محمد", COMMON) X("احمد", COMMON) X("علي", COMMON) X("حسن", COMMON)         \
    X("حسين", COMMON) X("ابراهيم", COMMON) X("عمر", COMMON) X("يوسف", COMMON) X("مصطفي", COMMON) X("خالد", COMMON)   \
    X("سعيد", COMMON) X("صالح", COMMON) X("صلاح", COMMON) X("محمود", COMMON) X("فاطمة", COMMON)                      \
    X("александр", COMMON) X("сергей", COMMON) X("владимир", COMMON) X("андрей", COMMON) X("дмитрий", COMMON)        \
    X("алексей", COMMON) X("иван", COMMON) X("михаил", COMMON) X("николай", COMMON) X("елена", COMMON)               \
    X("ольга", COMMON) X("татьяна", COMMON)
// Endings of East Slavic patronymics in the romanisations of the lists; a patronymic says little, being a
// given name of the parent's generation.
#define PATRONYMICS                                                                                                  \
    "ovich", "evich", "ovitj", "evitj", "ovic", "evic", "ovič", "evič", "ovych", "evych", "avich", "avitj", "ovytj", "owitsch", "ewitsch", "ovitch", "evitch", \
    "ovits", "evits", "ovna", "evna", "ivna", "yivna", "auna", "eŭna", "euna", "owna", "ewna", "ievna", "ichna", "ович", "евич", "йович", "овна", "евна", "ична", "івна", "ївна", \
    "авіч", "евіч", "аўна", "еўна", "ilyich", "ilich", "ilitj", "avych", "ovič", "avič"
// Names of which the article before them is often written behind the word that goes before (South Asia).
#define AFTER_ARTICLE "rahman", "rehman", "rahaman", "rahim", "raheem", "rauf", "rashid", "islam", "haq", "haque", "huq", "hoque", "hasan", "karim", "kabir", "alam", "azam", "amin", "aziz", "hadi", "wahab"
// Words with a vowel first that stand behind the article as l in one word, besides those of AFTER_BEL (Lamrani is al-Amrani, Lakhdar al-Akhdar).
// Elsewhere a name only begins so (Lambert, Laura). Source as of AFTER_BEL.
#define AFTER_L "achgar", "achkar", "achhab", "ahbib", "ahrech", "aoufi", "imrani", "othmani", "otmani", "ouafa", "ouafi", "ouahabi", "oukili", "outmani", "akhal", "akhdar", "alaoui", "amiri", "amouri", "amrani", "andaloussi", "andoulsi", "aouni", "ayoubi", "azrak", "azrek", "idrissi", "imam", "ouardi", "ouazzani"
// What Persian and Armenian family names end with, as it sounds: a descendant's name is not the name itself (Ahmadi, Ahmadian; Mohammadi,
// Mohammadzadeh). Source: general knowledge of the surnames of Iran, Azerbaijan and Armenia.
#define LINE_ENDINGS "ian", "yan", "zade", "zadh", "zadeh", "neJad", "nZad", "neZad", "nejad", "pur", "pwr", "vand", "wnd"
// What bel is written before: in Maghreb speech ben and the article are one before a moon letter (before a sun letter the l is that
// letter: Bettayeb, Benneceur), and the rest is a word of Arabic. Elsewhere a name only begins with these letters (Beltrán, Belmonte,
// Belkin). Source: general knowledge of the surnames of Algeria, Morocco and Tunisia in their French writing.
#define AFTER_BEL \
    "abbas", "abbes", "abdi", "abed", "abid", "achir", "adel", "ahcen", "ahcene", "ahmar", "ahmed", "ahouel", "ahrach", "ahsen", "aich", "aichi", \
    "aid", "aidi", "aifa", "ali", "alia", "amin", "amine", "amri", "arabi", "araj", "arbi", "aribi", "aroui", "aroussi", "asri", "attar", "ayach", \
    "ayachi", "ayadi", "ayat", "aziz", "azizi", "azzouz", "bachir", "bahi", "bahri", "baraka", "barka", "barki", "bekkai", "bekri", "bey", "bouab", \
    "cacem", "cadhi", "cadi", "caid", "cassem", "djilali", "fadel", "fadil", "fakih", "fakir", "faqih", "faqir", "faqyh", "fassi", "fatmi", "fdal", \
    "fekih", "fellah", "fkih", "fodil", "fquih", "gacem", "gadi", "gaid", "gasem", "gasmi", "gassem", "ghali", "gharbi", "ghazi", "ghazouani", \
    "gherbi", "ghit", "ghith", "ghiti", "ghouch", "ghoul", "habib", "hachemi", "hachimi", "hachmi", "haddad", "hadef", "hadi", "hadj", "hadji", \
    "hadri", "hafiane", "haj", "haji", "hajj", "hajji", "hamdi", "hamid", "hamra", "hamri", "hani", "haouari", "haouas", "harbi", "hassan", "hassen", \
    "hassine", "hcen", "hedi", "hocine", "houari", "houchet", "houcine", "houssein", "houssine", "hout", "hussein", "jilali", "kacem", "kacemi", \
    "kaci", "kacim", "kadhi", "kadi", "kahia", "kahla", "kaid", "kaidi", "kamel", "kamla", "kaseem", "kasem", "kasim", "kasmi", "kassem", "kassim", \
    "kassmi", "kbir", "kebir", "kebla", "khadem", "khadir", "khair", "khatir", "khayat", "khayate", "khayati", "kheir", "kheiri", "khiat", "khir", \
    "khiri", "khiria", "khiter", "khodja", "khoja", "khoudja", "khouja", "kziz", "maalem", "maati", "maaziz", "mabkhout", "mabrouk", "madani", \
    "mahdi", "mahfoud", "mahi", "mahjoub", "majdoub", "maknassi", "mamoun", "mamoune", "mecheri", "mechri", "mehdi", "mejdoub", "mekki", "mezouar", \
    "mihoub", "miloud", "miloudi", "mimoun", "mlih", "mokaddem", "mokhtar", "moktar", "moudden", "mouden", "moussa", "ouadah", "ouadi", "ouafi", \
    "ouahab", "ouahrani", "ouali", "ouard", "ouargli", "ouizdad", "qacem", "qadi", "qaid", "qasem", "qasim", "qasmi", "qassem", "qola", "rhali", \
    "rhazi", "rhiti", "rhitri", "wafi", "wahab", "wali", "yamani", "yazid", "yemani", "youcef", "youssef"
// A word written short stands for the long form when the name has another word.
#define SHORT_FORMS                                                                                                  \
    {"cheij", "cheikh"}, {"sheij", "cheikh"}, {"med", "mohamed"}, {"md", "mohamed"}, {"mhd", "mohamed"}, {"mhmd", "mohamed"}, {"mly", "moulay"}, {"my", "moulay"}, \
    {"moh", "mohamed"}, {"muh", "mohamed"}, {"muhd", "mohamed"}, {"mohd", "mohamed"}, {"mohmd", "mohamed"}, {"ahmd", "ahmed"}, {"bt", "bint"}, {"abdl", "abdel"}, {"st", "saint"}, {"ste", "sainte"}, {"fco", "francisco"}, {"fca", "francisca"}, {"ma", "maria"}, \
    {"fdez", "fernandez"}, {"fernz", "fernandez"}, {"glez", "gonzalez"}, {"gzlez", "gonzalez"}, {"rguez", "rodriguez"}, {"rdguez", "rodriguez"}, {"rodgz", "rodriguez"}, \
    {"mtnez", "martinez"}, {"mtez", "martinez"}, {"mnez", "martinez"}, {"hdez", "hernandez"}, {"hnez", "hernandez"}, {"dguez", "dominguez"}, {"jmnez", "jimenez"}, {"gmez", "gomez"}, \
    {"vzquez", "vazquez"}, {"alvz", "alvarez"}, {"gtrez", "gutierrez"}, {"schez", "sanchez"}, {"schz", "sanchez"}, {"prez", "perez"}, {"lpez", "lopez"}, {"gcia", "garcia"}, {"grcia", "garcia"}, \
    {"mgl", "miguel"}, {"fdo", "fernando"}, {"gpe", "guadalupe"}, {"bte", "baptiste"}, {"ntra", "nuestra"}, {"nstra", "nuestra"}, {"ass", "association"}, {"assn", "association"}, \
    {"assoc", "association"}, {"asoc", "association"}, {"ets", "etablissements"}, {"etabs", "etablissements"}, {"hnos", "brothers"}, {"gebr", "brothers"}, {"bros", "brothers"}
// Words of ONE_FORMS that are families' names as well (El Banna, Chaabi, Essid, Handel): written out only where another word of an organisation
// stands in the name (الجبهة الشعبية, شركة البناء).
#define ALSO_NAMES "الشعبي", "البنا", "بنا", "الصيد", "صيد", "مقاتل", "سرايا", "الاسلامي", "اسلامي", "الوطني", "العمال", "عمال", "عراق", "handel", "frances", "francia", "pesca", "gante", "gand", "ten", "dix"
// Words of one meaning: numbers in letters, Roman numerals that are nobody's name, and legal forms. All companies of limited
// liability are llc, all of shares plc, in whatever country: what tells two companies apart is their name (ISO 20275
// lists the forms of each country).
#define ONE_FORMS                                                                                                    \
    {"first", "1"}, {"second", "2"}, {"third", "3"}, {"fourth", "4"}, {"fifth", "5"}, {"1st", "1"}, {"2nd", "2"}, {"3rd", "3"}, {"4th", "4"}, {"5th", "5"}, \
    {"6th", "6"}, {"7th", "7"}, {"8th", "8"}, {"9th", "9"}, {"10th", "10"}, {"one", "1"}, {"two", "2"}, {"three", "3"}, {"four", "4"}, {"five", "5"}, \
    {"six", "6"}, {"seven", "7"}, {"eight", "8"}, {"nine", "9"}, {"ten", "10"}, {"eleven", "11"}, {"twelve", "12"}, {"twenty", "20"}, \
    {"thirty", "30"}, {"forty", "40"}, {"fourty", "40"}, {"fifty", "50"}, {"sixty", "60"}, {"seventy", "70"}, {"eighty", "80"}, {"ninety", "90"}, \
    {"ii", "2"}, {"iii", "3"}, {"iv", "4"}, {"vii", "7"}, {"viii", "8"}, {"ix", "9"}, {"xii", "12"}, {"xiii", "13"}, {"xiv", "14"}, {"xv", "15"}, \
    {"ltd", "llc"}, {"limited", "llc"}, {"ltda", "llc"}, {"lda", "llc"}, {"gmbh", "llc"}, {"sarl", "llc"}, {"srl", "llc"}, {"bv", "llc"}, \
    {"bvba", "llc"}, {"sprl", "llc"}, {"sl", "llc"}, {"slu", "llc"}, {"ooo", "llc"}, {"ооо", "llc"}, {"pty", "llc"}, {"kft", "llc"}, {"doo", "llc"}, \
    {"limitee", "llc"}, {"eurl", "llc"}, {"fzco", "llc"}, {"fze", "llc"}, {"fzc", "llc"}, {"тов", "llc"}, {"spzoo", "llc"}, \
    {"inc", "plc"}, {"incorporated", "plc"}, {"corp", "plc"}, {"corporation", "plc"}, {"sa", "plc"}, {"ag", "plc"}, {"aktiengesellschaft", "plc"}, \
    {"nv", "plc"}, {"spa", "plc"}, {"jsc", "plc"}, {"ojsc", "plc"}, {"pjsc", "plc"}, {"cjsc", "plc"}, {"oao", "plc"}, {"zao", "plc"}, {"pao", "plc"}, \
    {"ао", "plc"}, {"оао", "plc"}, {"зао", "plc"}, {"пао", "plc"}, {"sas", "plc"}, {"ab", "plc"}, {"tbk", "plc"}, {"se", "plc"}, \
    {"llp", "lp"}, {"kg", "lp"}, {"partnership", "lp"}, {"company", "co"}, {"compagnie", "co"}, {"compania", "co"}, {"companhia", "co"}, {"societe", "co"}, \
    {"sociedad", "co"}, {"شركة", "co"}, {"компания", "co"}, {"intl", "international"}, {"dept", "department"}, {"us", "usa"}, \
    {"organization", "organisation"}, {"organizacion", "organisation"}, {"asociacion", "association"}, {"associacio", "association"}, {"vereniging", "association"}, {"asbl", "association"}, {"vzw", "association"}, {"fondation", "foundation"}, {"centre", "center"}, {"groupe", "group"}, {"grupo", "group"}, {"gruppe", "group"}, {"groep", "group"}, {"cie", "co"}, {"cia", "co"}, \
    {"الشركة", "co"}, {"موسسة", "foundation"}, {"الموسسة", "foundation"}, {"fundacion", "foundation"}, {"stichting", "foundation"}, {"stiftung", "foundation"}, {"جمعية", "association"}, {"الجمعية", "association"}, \
    {"verein", "association"}, {"منظمة", "organisation"}, {"المنظمة", "organisation"}, {"مجموعة", "group"}, {"المجموعة", "group"}, {"بنك", "bank"}, {"البنك", "bank"}, {"مصرف", "bank"}, {"banque", "bank"}, {"banco", "bank"}, {"banka", "bank"}, \
    {"للنقل", "transport"}, {"النقل", "transport"}, {"transports", "transport"}, {"transportes", "transport"}, {"خيرية", "charity"}, {"الخيرية", "charity"}, {"bienfaisance", "charity"}, {"charitable", "charity"}, {"caritative", "charity"}, \
    {"jamiyat", "association"}, {"jamiyyat", "association"}, {"jamiyya", "association"}, {"jamiya", "association"}, {"sharikat", "co"}, {"charikat", "co"}, {"sharika", "co"}, {"charika", "co"}, \
    {"muassasat", "foundation"}, {"mouassassat", "foundation"}, {"muassasa", "foundation"}, {"mouassassa", "foundation"}, {"munazzamat", "organisation"}, {"khayriya", "charity"}, {"khayriyya", "charity"}, {"khairiya", "charity"}, \
    {"khairia", "charity"}, {"kheiria", "charity"}, {"benefica", "charity"}, {"للتجارة", "trading"}, {"etablissement", "etablissements"}, \
    {"mouvement", "movement"}, {"movimiento", "movement"}, {"moviment", "movement"}, {"movimento", "movement"}, {"beweging", "movement"}, \
    {"bewegung", "movement"}, {"hareketi", "movement"}, {"harakat", "movement"}, {"haraka", "movement"}, {"حركة", "movement"}, \
    {"الحركة", "movement"}, {"движение", "movement"}, {"frente", "front"}, {"fronte", "front"}, {"جبهة", "front"}, {"الجبهة", "front"}, \
    {"jabhat", "front"}, {"djabhat", "front"}, {"jebhat", "front"}, {"jabha", "front"}, {"armee", "army"}, {"ejercito", "army"}, {"exercit", "army"}, \
    {"jaish", "army"}, {"jaysh", "army"}, {"djeich", "army"}, {"jeish", "army"}, {"djaich", "army"}, {"جيش", "army"}, {"الجيش", "army"}, \
    {"армия", "army"}, {"liberacion", "liberation"}, {"alliberament", "liberation"}, {"bevrijding", "liberation"}, {"befreiung", "liberation"}, \
    {"tahrir", "liberation"}, {"التحرير", "liberation"}, {"تحرير", "liberation"}, {"islamique", "islamic"}, {"islamiques", "islamic"}, \
    {"islamico", "islamic"}, {"islamica", "islamic"}, {"islamisch", "islamic"}, {"islamische", "islamic"}, {"islamitisch", "islamic"}, \
    {"islamitische", "islamic"}, {"islamiyya", "islamic"}, {"islamiya", "islamic"}, {"islamiyah", "islamic"}, {"islamia", "islamic"}, \
    {"islamiyat", "islamic"}, {"الاسلامية", "islamic"}, {"الاسلامي", "islamic"}, {"اسلامية", "islamic"}, {"اسلامي", "islamic"}, \
    {"исламский", "islamic"}, {"исламская", "islamic"}, {"nationale", "national"}, {"nacional", "national"}, {"nationaal", "national"}, \
    {"الوطنية", "national"}, {"الوطني", "national"}, {"وطنية", "national"}, {"parti", "party"}, {"partido", "party"}, {"partit", "party"}, \
    {"partij", "party"}, {"partei", "party"}, {"حزب", "party"}, {"الحزب", "party"}, {"hizb", "party"}, {"hezb", "party"}, {"партия", "party"}, \
    {"jeunes", "youth"}, {"jeunesse", "youth"}, {"jovenes", "youth"}, {"juventud", "youth"}, {"joves", "youth"}, {"joventut", "youth"}, \
    {"jongeren", "youth"}, {"jeugd", "youth"}, {"jugend", "youth"}, {"chabab", "youth"}, {"shabab", "youth"}, {"shabaab", "youth"}, \
    {"chabaab", "youth"}, {"الشباب", "youth"}, {"شباب", "youth"}, {"genclik", "youth"}, {"gençlik", "youth"}, {"developpement", "development"}, \
    {"desarrollo", "development"}, {"ontwikkeling", "development"}, {"entwicklung", "development"}, {"desenvolupament", "development"}, \
    {"desenvolvemento", "development"}, {"desenvolvimento", "development"}, {"tanmia", "development"}, {"tanmiya", "development"}, \
    {"التنمية", "development"}, {"تنمية", "development"}, {"للتنمية", "development"}, {"kalkinma", "development"}, {"secours", "relief"}, \
    {"socorro", "relief"}, {"aide", "relief"}, {"ayuda", "relief"}, {"ajuda", "relief"}, {"axuda", "relief"}, {"hulp", "relief"}, \
    {"hilfe", "relief"}, {"اغاثة", "relief"}, {"الاغاثة", "relief"}, {"للاغاثة", "relief"}, {"ighatha", "relief"}, {"humanitaire", "humanitarian"}, \
    {"humanitaria", "humanitarian"}, {"humanitario", "humanitarian"}, {"humanitair", "humanitarian"}, {"humanitare", "humanitarian"}, \
    {"humanitar", "humanitarian"}, {"انسانية", "humanitarian"}, {"الانسانية", "humanitarian"}, {"culturel", "cultural"}, {"culturelle", "cultural"}, \
    {"culturels", "cultural"}, {"culturelles", "cultural"}, {"cultureel", "cultural"}, {"culturele", "cultural"}, {"kulturell", "cultural"}, \
    {"kulturelle", "cultural"}, {"ثقافي", "cultural"}, {"الثقافي", "cultural"}, {"الثقافية", "cultural"}, {"ثقافية", "cultural"}, \
    {"centro", "center"}, {"centrum", "center"}, {"zentrum", "center"}, {"markaz", "center"}, {"مركز", "center"}, {"المركز", "center"}, \
    {"merkezi", "center"}, {"mosquee", "mosque"}, {"mezquita", "mosque"}, {"mesquita", "mosque"}, {"moskee", "mosque"}, {"moschee", "mosque"}, \
    {"masjid", "mosque"}, {"mesjid", "mosque"}, {"مسجد", "mosque"}, {"المسجد", "mosque"}, {"camii", "mosque"}, {"ecole", "school"}, \
    {"escuela", "school"}, {"escola", "school"}, {"schule", "school"}, {"madrasa", "school"}, {"medersa", "school"}, {"madrassa", "school"}, \
    {"مدرسة", "school"}, {"المدرسة", "school"}, {"institut", "institute"}, {"instituto", "institute"}, {"instituut", "institute"}, \
    {"معهد", "institute"}, {"المعهد", "institute"}, {"comite", "committee"}, {"comitato", "committee"}, {"comissio", "committee"}, \
    {"komitee", "committee"}, {"لجنة", "committee"}, {"اللجنة", "committee"}, {"komitesi", "committee"}, {"комитет", "committee"}, \
    {"conseil", "council"}, {"consejo", "council"}, {"consell", "council"}, {"مجلس", "council"}, {"المجلس", "council"}, {"majlis", "council"}, \
    {"madjlis", "council"}, {"совет", "council"}, {"ligue", "league"}, {"liga", "league"}, {"lliga", "league"}, {"رابطة", "league"}, \
    {"الرابطة", "league"}, {"rabita", "league"}, {"rabitat", "league"}, {"лига", "league"}, {"brigades", "brigade"}, {"brigada", "brigade"}, \
    {"brigadas", "brigade"}, {"كتيبة", "brigade"}, {"katiba", "brigade"}, {"katibat", "brigade"}, {"katibah", "brigade"}, {"كتايب", "brigade"}, \
    {"kataib", "brigade"}, {"kataeb", "brigade"}, {"سرايا", "brigade"}, {"saraya", "brigade"}, {"groupement", "group"}, {"agrupacion", "group"}, \
    {"agrupacio", "group"}, {"jamaat", "group"}, {"djamaat", "group"}, {"jemaah", "group"}, {"gamaat", "group"}, {"جماعة", "group"}, \
    {"الجماعة", "group"}, {"группа", "group"}, {"tanzim", "organisation"}, {"tanzeem", "organisation"}, {"tandhim", "organisation"}, \
    {"تنظيم", "organisation"}, {"التنظيم", "organisation"}, {"организация", "organisation"}, {"organizacio", "organisation"}, \
    {"organisatie", "organisation"}, {"etat", "state"}, {"estado", "state"}, {"estat", "state"}, {"staat", "state"}, {"دولة", "state"}, \
    {"الدولة", "state"}, {"dawlat", "state"}, {"dawla", "state"}, {"daoula", "state"}, {"государство", "state"}, {"istirad", "import"}, \
    {"importation", "import"}, {"importations", "import"}, {"importacion", "import"}, {"importaciones", "import"}, {"استيراد", "import"}, \
    {"الاستيراد", "import"}, {"للاستيراد", "import"}, {"tasdir", "export"}, {"exportation", "export"}, {"exportations", "export"}, \
    {"exportacion", "export"}, {"exportaciones", "export"}, {"تصدير", "export"}, {"التصدير", "export"}, {"والتصدير", "export"}, \
    {"commerce", "trading"}, {"comercio", "trading"}, {"comerc", "trading"}, {"handel", "trading"}, {"negoce", "trading"}, {"ticaret", "trading"}, \
    {"tijara", "trading"}, {"tijarat", "trading"}, {"tidjara", "trading"}, {"تجارة", "trading"}, {"التجارة", "trading"}, {"تجارية", "trading"}, \
    {"التجارية", "trading"}, {"comercial", "commercial"}, {"commerciale", "commercial"}, {"comerciales", "commercial"}, {"change", "exchange"}, \
    {"cambio", "exchange"}, {"cambios", "exchange"}, {"sarafa", "exchange"}, {"صرافة", "exchange"}, {"الصرافة", "exchange"}, {"للصرافة", "exchange"}, \
    {"voyages", "travel"}, {"viajes", "travel"}, {"viatges", "travel"}, {"reizen", "travel"}, {"reisen", "travel"}, {"travels", "travel"}, \
    {"سفر", "travel"}, {"السفر", "travel"}, {"للسفر", "travel"}, {"السفريات", "travel"}, {"للسفريات", "travel"}, {"constructions", "construction"}, \
    {"construccion", "construction"}, {"construcciones", "construction"}, {"construccions", "construction"}, {"bouw", "construction"}, \
    {"بنا", "construction"}, {"البنا", "construction"}, {"للبنا", "construction"}, {"inşaat", "construction"}, {"insaat", "construction"}, \
    {"peche", "fishing"}, {"pesca", "fishing"}, {"pesquera", "fishing"}, {"pesqueras", "fishing"}, {"pesquerias", "fishing"}, \
    {"visserij", "fishing"}, {"صيد", "fishing"}, {"الصيد", "fishing"}, {"maritimo", "maritime"}, {"maritima", "maritime"}, {"maritimes", "maritime"}, \
    {"maritiem", "maritime"}, {"navigation", "shipping"}, {"navegacion", "shipping"}, {"naviera", "shipping"}, {"rederij", "shipping"}, \
    {"armement", "shipping"}, {"ملاحة", "shipping"}, {"الملاحة", "shipping"}, {"للملاحة", "shipping"}, {"agricole", "agricultural"}, \
    {"agricola", "agricultural"}, {"agricoles", "agricultural"}, {"agricolas", "agricultural"}, {"landbouw", "agricultural"}, \
    {"زراعية", "agricultural"}, {"الزراعية", "agricultural"}, {"freres", "brothers"}, {"germans", "brothers"}, {"gebroeders", "brothers"}, \
    {"broeders", "brothers"}, {"bruder", "brothers"}, {"brüder", "brothers"}, {"اخوان", "brothers"}, {"الاخوان", "brothers"}, {"ikhwan", "brothers"}, \
    {"ikhouan", "brothers"}, {"kardesler", "brothers"}, {"kardeşler", "brothers"}, {"hermanos", "brothers"}, {"fils", "sons"}, {"hijos", "sons"}, \
    {"fills", "sons"}, {"zonen", "sons"}, {"sohne", "sons"}, {"söhne", "sons"}, {"ابنا", "sons"}, {"femmes", "women"}, {"mujeres", "women"}, \
    {"dones", "women"}, {"mulleres", "women"}, {"vrouwen", "women"}, {"frauen", "women"}, {"نسا", "women"}, {"etudiants", "students"}, \
    {"estudiantes", "students"}, {"estudiants", "students"}, {"studenten", "students"}, {"طلبة", "students"}, {"الطلبة", "students"}, \
    {"طلاب", "students"}, {"travailleurs", "workers"}, {"trabajadores", "workers"}, {"treballadors", "workers"}, {"arbeiders", "workers"}, \
    {"arbeiter", "workers"}, {"عمال", "workers"}, {"العمال", "workers"}, {"musulmans", "muslims"}, {"musulmanes", "muslims"}, \
    {"musulmanas", "muslims"}, {"moslims", "muslims"}, {"muslime", "muslims"}, {"مسلمين", "muslims"}, {"المسلمين", "muslims"}, {"amis", "friends"}, \
    {"amigos", "friends"}, {"amics", "friends"}, {"vrienden", "friends"}, {"freunde", "friends"}, {"solidarite", "solidarity"}, \
    {"solidaridad", "solidarity"}, {"solidaritat", "solidarity"}, {"solidariteit", "solidarity"}, {"تضامن", "solidarity"}, {"التضامن", "solidarity"}, \
    {"populaire", "popular"}, {"populaires", "popular"}, {"الشعبية", "popular"}, {"الشعبي", "popular"}, {"شعبية", "popular"}, \
    {"revolutionnaire", "revolutionary"}, {"revolucionario", "revolutionary"}, {"revolucionaria", "revolutionary"}, {"ثورية", "revolutionary"}, \
    {"الثورية", "revolutionary"}, {"combattant", "combatant"}, {"combattante", "combatant"}, {"combatiente", "combatant"}, {"fighting", "combatant"}, \
    {"مقاتلة", "combatant"}, {"المقاتلة", "combatant"}, {"مقاتل", "combatant"}, {"resistencia", "resistance"}, {"verzet", "resistance"}, \
    {"مقاومة", "resistance"}, {"المقاومة", "resistance"}, {"muqawama", "resistance"}, {"educacion", "education"}, {"educacio", "education"}, \
    {"onderwijs", "education"}, {"تعليم", "education"}, {"التعليم", "education"}, {"تربية", "education"}, {"التربية", "education"}, \
    {"moassasat", "foundation"}, {"moassassat", "foundation"}, {"muassasah", "foundation"}, {"moassasa", "foundation"}, {"fundacio", "foundation"}, \
    {"fundaçao", "foundation"}, {"fundacja", "foundation"}, {"vakfi", "foundation"}, {"vakıf", "foundation"}, {"vakfı", "foundation"}, \
    {"transportation", "transport"}, {"vervoer", "transport"}, {"nakliyat", "transport"}, {"sirketi", "co"}, {"şirketi", "co"}, \
    {"entreprise", "enterprise"}, {"empresa", "enterprise"}, {"empreses", "enterprise"}, {"onderneming", "enterprise"}, {"مقاولة", "enterprise"}, \
    {"marocain", "moroccan"}, {"marocaine", "moroccan"}, {"marocains", "moroccan"}, {"marocaines", "moroccan"}, {"marroqui", "moroccan"}, \
    {"marroquies", "moroccan"}, {"marokkaans", "moroccan"}, {"marokkaanse", "moroccan"}, {"marokkanen", "moroccan"}, {"مغربية", "moroccan"}, \
    {"المغربية", "moroccan"}, {"مغاربة", "moroccan"}, {"المغاربة", "moroccan"}, {"belge", "belgian"}, {"belges", "belgian"}, {"belga", "belgian"}, \
    {"belgisch", "belgian"}, {"belgische", "belgian"}, {"espagnol", "spanish"}, {"espagnole", "spanish"}, {"espagnols", "spanish"}, \
    {"espanol", "spanish"}, {"espanola", "spanish"}, {"spaans", "spanish"}, {"spaanse", "spanish"}, {"francais", "french"}, {"francaise", "french"}, \
    {"francaises", "french"}, {"frances", "french"}, {"francesa", "french"}, {"franse", "french"}, {"فرنسية", "french"}, {"maroc", "morocco"}, \
    {"marruecos", "morocco"}, {"marokko", "morocco"}, {"marroc", "morocco"}, {"المغرب", "morocco"}, {"espagne", "spain"}, {"espana", "spain"}, \
    {"spanje", "spain"}, {"espanya", "spain"}, {"spanien", "spain"}, {"اسبانيا", "spain"}, {"belgique", "belgium"}, {"belgica", "belgium"}, \
    {"belgie", "belgium"}, {"belgien", "belgium"}, {"بلجيكا", "belgium"}, {"francia", "france"}, {"frankrijk", "france"}, {"frankreich", "france"}, \
    {"فرنسا", "france"}, {"algerie", "algeria"}, {"argelia", "algeria"}, {"algerije", "algeria"}, {"algerien", "algeria"}, {"الجزاير", "algeria"}, \
    {"tunisie", "tunisia"}, {"tunez", "tunisia"}, {"tunesie", "tunisia"}, {"tunesien", "tunisia"}, {"تونس", "tunisia"}, {"syrie", "syria"}, \
    {"siria", "syria"}, {"syrien", "syria"}, {"سوريا", "syria"}, {"سورية", "syria"}, {"irak", "iraq"}, {"العراق", "iraq"}, {"عراق", "iraq"}, \
    {"libye", "libya"}, {"libia", "libya"}, {"libie", "libya"}, {"libyen", "libya"}, {"ليبيا", "libya"}, {"egypte", "egypt"}, {"egipto", "egypt"}, \
    {"egypten", "egypt"}, {"مصر", "egypt"}, {"turquie", "turkey"}, {"turquia", "turkey"}, {"turkije", "turkey"}, {"turkei", "turkey"}, \
    {"turkiye", "turkey"}, {"allemagne", "germany"}, {"alemania", "germany"}, {"duitsland", "germany"}, {"deutschland", "germany"}, \
    {"bruxelles", "brussels"}, {"brussel", "brussels"}, {"bruselas", "brussels"}, {"brusselles", "brussels"}, {"بروكسيل", "brussels"}, \
    {"بروكسل", "brussels"}, {"anvers", "antwerpen"}, {"amberes", "antwerpen"}, {"antwerp", "antwerpen"}, {"gand", "gent"}, {"gante", "gent"}, \
    {"ghent", "gent"}, {"luik", "liege"}, {"lieja", "liege"}, {"luttich", "liege"}, {"louvain", "leuven"}, {"lovaina", "leuven"}, \
    {"bruges", "brugge"}, {"brujas", "brugge"}, {"malines", "mechelen"}, {"malinas", "mechelen"}, {"tangier", "tanger"}, {"tangiers", "tanger"}, \
    {"طنجة", "tanger"}, {"londres", "london"}, {"londen", "london"}, {"europa", "europe"}, {"اوروبا", "europe"}, {"اوربا", "europe"}, \
    {"europeen", "european"}, {"europeenne", "european"}, {"europea", "european"}, {"europeo", "european"}, {"europees", "european"}, \
    {"europese", "european"}, {"صحرا", "sahara"}, {"الصحرا", "sahara"}, {"lhaj", "haj"}, {"elhaj", "haj"}, {"alhaj", "haj"}, {"alhajj", "hajj"}, \
    {"lhadj", "hadj"}, {"elhadj", "hadj"}, {"elhadji", "hadji"}, {"alhaji", "hadji"}
// The same, where they end a name only (dos Santos). Segundo, Segunda, Tercero and Diez are not here: thousands are named so.
#define LAST_FORMS                                                                                                   \
    {"uno", "1"}, {"dos", "2"}, {"tres", "3"}, {"cuatro", "4"}, {"cinco", "5"}, {"seis", "6"}, {"siete", "7"}, {"ocho", "8"}, {"tercera", "3"}, {"cuarto", "4"}, {"cuarta", "4"}, {"deuxieme", "2"}, {"troisieme", "3"}, {"quatrieme", "4"}, {"nueve", "9"}, \
    {"deux", "2"}, {"trois", "3"}, {"quatre", "4"}, {"cinq", "5"}, {"sept", "7"}, {"huit", "8"}, {"neuf", "9"}, {"dix", "10"}, {"twee", "2"}, {"drie", "3"}, {"vijf", "5"}
// Legal forms and the like of several words, the longest first.
#define LEGAL_PHRASES                                                                                                \
    {"open joint stock company", "plc"}, {"public joint stock company", "plc"}, {"closed joint stock company", "plc"}, {"joint stock company", "plc"}, \
    {"joint stock compan", "plc"}, {"limited liability company", "llc"}, {"limited liability partnership", "lp"}, {"private limited company", "llc"}, \
    {"public limited company", "plc"}, {"limited partnership", "lp"}, {"co ltd", "llc"}, {"co limited", "llc"}, {"company limited", "llc"}, {"company ltd", "llc"}, \
    {"pty ltd", "llc"}, {"pvt ltd", "llc"}, {"private limited", "llc"}, {"fz llc", "llc"}, {"sp z o o", "llc"}, {"sp zoo", "llc"}, {"gesellschaft mit beschrankter haftung", "llc"}, \
    {"gesellschaft mit beschränkter haftung", "llc"}, {"societate cu raspundere limitata", "llc"}, {"societatea cu raspundere limitata", "llc"}, \
    {"sociedad de responsabilidad limitada", "llc"}, {"sociedad limitada", "llc"}, {"societe a responsabilite limitee", "llc"}, {"besloten vennootschap", "llc"}, \
    {"naamloze vennootschap", "plc"}, {"societe anonyme", "plc"}, {"sociedad anonima", "plc"}, {"societa per azioni", "plc"}, {"sociedade anonima", "plc"}, \
    {"общество с ограниченной ответственностью", "llc"}, {"акционерное общество", "plc"}, {"открытое акционерное общество", "plc"}, \
    {"публичное акционерное общество", "plc"}, {"закрытое акционерное общество", "plc"}, {"товариство з обмеженою відповідальністю", "llc"}, \
    {"united states", "usa"}, {"united states of america", "usa"}
