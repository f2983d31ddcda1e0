// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// frequent.h — names that many people bear, beside those in words.h: data, not code. Folded forms. Sources: the lists of the most
// frequent forenames and surnames by country of sigpwned/popular-names-by-country-dataset (CC0 1.0; surnames of rank 12 and
// better); the 160 most frequent names of men and of women and the 200 most frequent surnames of Spain (INE, reuse with
// attribution); frequent names in Arabic script from general knowledge. Statistics of names, no names of persons.
#ifndef MALINES_MATCH_TABLES_FREQUENT_H
#define MALINES_MATCH_TABLES_FREQUENT_H

#define FREQUENT_WORDS                                                                                               \
    "aada", "aadhya", "aarav", "aariz", "aaron", "aarya", "aasha", "abad", "abbas", "abbasov", "abdelkader",         \
    "abdoulaye", "abdrahmanov", "abdulaziz", "abdulla", "abdullayev", "abdullo", "abdulrahman", "abel", "abubakr",   \
    "abulfazl", "acosta", "adam", "adama", "adela", "adele", "adin", "aditi", "adolfo", "adomas", "adoracion",       \
    "adria", "adrian", "adriana", "adrians", "afonso", "agnes", "aguilar", "aguilera", "agustin", "agustina",        \
    "ahmadov", "ahmet", "ahmetov", "aicha", "aida", "aiden", "aikaterini", "aimar", "ainara", "ainhoa", "aino",      \
    "aisha", "aisultan", "aisyah", "aitana", "aitor", "aiur", "ajda", "ajla", "aksel", "akter", "alanoud",           \
    "alarcon", "alba", "albert", "alberte", "alberto", "aldiyar", "alejandra", "alejandro", "aleks", "aleksandar",   \
    "aleksander", "aleksandra", "aleksandre", "alessandro", "alessia", "alex", "alexandra", "alexandru", "alfie",    \
    "alfonso", "alfredo", "alice", "alicia", "alicja", "aliev", "alievi", "alikhan", "alina", "aline", "alinur",     \
    "alisa", "alise", "aliya", "aliyev", "alma", "almeida", "almudena", "alonso", "alparslan", "alteo", "althea",    \
    "alvarez", "alvaro", "alysha", "amahle", "amaia", "amal", "amalia", "amalie", "amar", "amara", "amaris",         \
    "amayra", "ambar", "ambra", "ambre", "amelia", "amelija", "amelja", "amina", "aminata", "amine", "amir",         \
    "amira", "ammar", "amparo", "amy", "ana", "anahit", "anar", "anastasia", "anastasija", "anastasiya", "andersen", \
    "anderson", "andersson", "andov", "andrea", "andreas", "andreea", "andrej", "andres", "andria", "andrias",       \
    "andriy", "androula", "ane", "angel", "angela", "angeles", "angeliki", "angelina", "angeline", "angelo",         \
    "angelov", "angelova", "anna", "annie", "anohito", "antonella", "antoni", "antonia", "anzu", "aoi", "aoife",     \
    "aparicio", "aputsiaq", "araceli", "aranda", "aras", "archie", "areg", "areni", "ari", "aria", "ariadna",        \
    "ariana", "arianna", "arias", "ariel", "arjun", "arman", "armando", "armen", "armine", "arnau", "aroa", "aron",  \
    "arpi", "arroyo", "arslan", "artem", "arthur", "artiom", "artur", "arturo", "artyom", "aruuke", "aruuzat",       \
    "ascension", "asel", "asemahle", "ashot", "ashraqat", "asier", "asilim", "asiya", "asja", "asmita", "assia",     \
    "asta", "astrid", "asuncion", "asya", "athanasios", "atlas", "attard", "august", "aurelio", "aurora", "ava",     \
    "aviana", "avigail", "avila", "avraham", "awa", "aya", "ayala", "ayalah", "aydın", "ayesha", "aygun", "ayim",    \
    "ayla", "aylin", "ayoub", "ayra", "aysel", "ayzere", "ayşa", "ayşe", "azaria", "azariah", "aziz", "azoulay",     \
    "azra", "aþena", "babić", "bader", "bajram", "bak", "bakary", "bakker", "balaž", "balodis", "balog", "balogh",   \
    "bandar", "bandara", "banele", "baran", "barbara", "barbare", "bartolome", "bauer", "baumann", "bautista",       \
    "bayarmaa", "beatrice", "beatriz", "becker", "begona", "belen", "beltran", "benas", "bence", "benedita",         \
    "benicio", "benitez", "benito", "benjamin", "berger", "bergmann", "beridze", "berisha", "bermudez", "bernal",    \
    "bernard", "bernardo", "berrdo", "berta", "berzinš", "beshoi", "bianchi", "bibek", "biel", "bilal", "biljana",   \
    "binita", "bintou", "bisera", "bishal", "bismah", "biton", "blanca", "blanco", "blas", "blasco", "blazquez",     \
    "blöndal", "bogdan", "bogdana", "bogdanov", "boglarka", "bolkvadze", "bolormaa", "bondarenko", "borg", "boris",  \
    "borja", "boyko", "bozinov", "brahim", "brankov", "bravo", "breathnach", "briem", "brown", "brunner", "bruno",   \
    "bueno", "bui", "butkiene", "butkus", "byrne", "bytyqi", "caballero", "cabrera", "cai", "calderon", "calvo",     \
    "camacho", "camila", "camille", "camilleri", "campos", "can", "candido", "cano", "carl", "carla", "carles",      \
    "carlos", "carlota", "carmelo", "carmen", "carmona", "carolina", "carrasco", "carrillo", "carvalho", "casado",   \
    "casas", "castano", "castillo", "castro", "catalina", "ceban", "cebotari", "cecilia", "celeste", "celia",        \
    "celine", "cesar", "chai", "chan", "chand", "chang", "charbel", "charles", "charlie", "charlotte", "chaudhary",  \
    "chavez", "chedeline", "chen", "cheong", "chetry", "cheung", "chhetri", "chhoa", "chin", "chiu", "chloe", "cho", \
    "choa", "choe", "choi", "chong", "chow", "chowdhury", "choy", "christensen", "christian", "christina",           \
    "christos", "chua", "chuluun", "chun", "chung", "cillian", "ciobanu", "ciro", "claes", "clara", "claudia",       \
    "cohen", "coi", "colombo", "concepcion", "conde", "consuelo", "contreras", "cortes", "costa", "crespo",          \
    "cristian", "cristina", "cristobal", "cruz", "cuesta", "cəfərov", "dabrowski", "dahan", "daisy", "dalal",        \
    "dalila", "damcevski", "damian", "damjan", "dan", "danel", "daniel", "daniela", "daniels", "daniil", "danijel",  \
    "danna", "danylo", "daria", "darija", "dario", "daris", "darta", "davi", "davidov", "davis", "davit", "davud",   \
    "defne", "dejan", "delfina", "delgado", "demetre", "demir", "devi", "dhia", "dhruv", "diana", "diaz", "diego",   \
    "diez", "dimitar", "dimitra", "dimitrios", "dimitrov", "dimitrova", "dion", "dionisio", "dissanayake", "djamel", \
    "djeneba", "djurhuus", "dmytro", "doha", "dolores", "domingo", "dominguez", "dominik", "dominykas", "donev",     \
    "dora", "dorothy", "doyle", "doğan", "dragan", "dragana", "duarte", "dubois", "dumitru", "dunja", "duran",       \
    "durand", "dušan", "dylan", "dyllan", "džan", "eabha", "eaw", "ecrin", "edoardo", "edouard", "eduardo",          \
    "edward", "eeli", "eevi", "eglitis", "eino", "eisha", "eitan", "eithan", "elchin", "elene", "eleni", "elias",    \
    "elie", "elif", "elija", "elijah", "elisa", "elisabet", "elisabeth", "elizabeth", "elizaveta", "eliška", "ella", \
    "ellen", "elli", "ellie", "elmar", "elnur", "eloy", "elshan", "elvira", "elyas", "elza", "ema", "eman", "embla", \
    "emelia", "emely", "emil", "emilia", "emiliano", "emilija", "emilio", "emiliya", "emils", "emily", "emine",      \
    "emir", "emma", "emmanuel", "encarnacion", "enrique", "enriqueta", "eric", "eriksson", "ernesto", "escobar",     \
    "escudero", "esma", "esperanza", "espinosa", "esposito", "esteban", "estefania", "ester", "estevez", "esther",   \
    "estrada", "estrella", "ethan", "eugenia", "eugenio", "eulalia", "eusebio", "eva", "evelina", "evelyn", "evens", \
    "evgeny", "evie", "exposito", "eylül", "eymen", "ezekiel", "fadi", "fahad", "fahd", "faisal", "fajr", "fanta",   \
    "farah", "farida", "farkas", "farrah", "farrugia", "farzana", "fatemeh", "fatime", "fatin", "fatma",             \
    "fatoumata", "federico", "felipe", "felisa", "felix", "fermin", "fernanda", "fernandes", "fernando", "ferndo",   \
    "ferrari", "ferreira", "ferrer", "fiadh", "filip", "filipov", "finlay", "finn", "fischer", "florence",           \
    "florencio", "flores", "fozia", "fran", "francesc", "francesco", "francisca", "francisco", "franciszek",         \
    "franco", "frederick", "freja", "freya", "frida", "frieda", "friedman", "fuentes", "fuma", "gabija", "gabor",    \
    "gabriel", "gabriela", "gabriele", "gael", "gagik", "gagnon", "galan", "galea", "gallardo", "gallego", "gallo",  \
    "galvez", "gamage", "gamalat", "gamila", "gang", "garrido", "gashi", "gaspar", "gayane", "gelashvili", "gema",   \
    "gemma", "george", "georgi", "georgia", "georgiev", "georgieva", "georgios", "gerard", "gerardo", "german",      \
    "geronimo", "gevorg", "gevorgyan", "ghang", "ghazaryan", "gheorghe", "ghim", "gianna", "gil", "gilli", "gim",    \
    "gimenez", "ginevra", "giorgadze", "giorgi", "giorgia", "gita", "giulia", "gloria", "gogo", "goh", "golob",      \
    "gomes", "gomez", "gonzales", "gonzalo", "gonçalves", "googoosh", "goossens", "goran", "gordana", "gouw",        \
    "grace", "gracia", "grech", "greco", "gregorio", "grigoryan", "gruber", "guadalupe", "guerra", "guerrero",       \
    "guillen", "guillermo", "guliyev", "gunay", "gunel", "gurung", "gustafsson", "gustavo", "gustavs", "gutierrez",  \
    "gutu", "guzman", "guðrun", "göktug", "habib", "habiba", "hadicha", "hakobyan", "halim", "hamza", "han", "hana", \
    "hanna", "hannah", "hansen", "haoran", "haoyu", "harper", "harraz", "harris", "harry", "haru", "haruma",         \
    "harun", "haruna", "haruto", "harutyunyan", "hasani", "hasanov", "hashem", "hasmik", "hasnaa", "hatice", "hawa", \
    "hayk", "hector", "heikapu", "heikkinen", "heitor", "helena", "helma", "helmi", "heng", "henry", "herath",       \
    "heredia", "herkus", "herminia", "hernandez", "herrera", "herrero", "hessa", "hidalgo", "himari", "hina",        \
    "hinano", "hinata", "hinato", "hiro", "hjørdis", "hoda", "hofer", "hoffmann", "horak", "horakova", "horvat",     \
    "horvath", "hosna", "hosniya", "hossain", "hoti", "hovhannes", "hovhannisyan", "hristov", "hristova", "huang",   \
    "huber", "hudson", "hugo", "hur", "hurtado", "huseyn", "huseynov", "hussa", "hydar", "hämäläinen", "hüseyin",    \
    "hüseynov", "həsənov", "ian", "ibai", "ibanez", "iben", "ibragimov", "ida", "ieong", "iglesias", "ignacio",      \
    "igor", "iker", "ilgar", "iliev", "ilieva", "ilija", "ilić", "iman", "imene", "iminathi", "imogen", "inaki",     \
    "inaya", "inci", "indira", "ines", "inigo", "inmaculada", "inuk", "inunnguag", "inutsiaq", "ioane", "ioanna",    \
    "ioannis", "ion", "ionescu", "irati", "irene", "irina", "isaac", "isabel", "isabella", "isabelle", "isak",       \
    "isidora", "isidoro", "isidro", "iskakov", "isla", "islam", "islande", "ismael", "ismail", "ismayilov",          \
    "ismayılov", "israel", "ito", "itsuki", "ivaana", "ivalu", "ivana", "ivanov", "ivanova", "ivanović", "ivanoŭ",   \
    "ivik", "ivy", "izaro", "izquierdo", "izz", "jacinto", "jack", "jackson", "jacob", "jacobs", "jacobsen", "jad",  \
    "jade", "jafarov", "jaime", "jakob", "jakov", "jakub", "jakup", "james", "jameson", "jan", "jana", "jang",       \
    "jankauskas", "jankauskiene", "jansen", "jansons", "janssen", "janssens", "jaume", "javier", "jayasinghe",       \
    "jekabs", "jelena", "jennifer", "jensen", "jeong", "jeronimo", "jessica", "jesus", "jimenez", "jiya", "joan",    \
    "joao", "joaquin", "joaquina", "joe", "joel", "joeng", "joensen", "jogvan", "johannesen", "johansen",            \
    "johansson", "johnsen", "johnson", "jokubas", "jon", "jonas", "jonatan", "jonathan", "jones", "jonsson",         \
    "jordi", "jorge", "jori", "josefa", "josefina", "josep", "joseph", "joshua", "josiah", "josip", "jouri",         \
    "jovan", "jovana", "jovanović", "joy", "juana", "jude", "judeline", "judit", "judith", "julen", "jules",         \
    "julia", "julian", "juliana", "julie", "julieta", "juliette", "julija", "julio", "june", "jung", "junior",       \
    "jurado", "jurić", "justo", "järvinen", "jökull", "jørgensen", "kabir", "kabita", "kadiatou", "kai", "kaia",     \
    "kairo", "kajus", "kaliev", "kalloe", "kalninš", "kaloyan", "kamal", "kamile", "kaminski", "kang", "kapanadze",  \
    "karam", "karapetyan", "karen", "kari", "karima", "karine", "karlis", "karlsen", "karlsson", "karolina", "kask", \
    "kastrati", "katerina", "kathem", "katla", "kato", "katz", "kaur", "kavaliauskas", "kavaliauskiene", "kavalioŭ", \
    "kaya", "kazi", "kazlauskas", "kazlauskiene", "kazloŭ", "kazloŭski", "keanu", "keller", "kelly", "keo", "keven", \
    "kevin", "khachatryan", "khadije", "khat", "khatun", "khawla", "khay", "khiev", "khlot", "khongordzol", "kiaan", \
    "kiara", "kieffer", "kiran", "kirollos", "kiss", "kiwa", "klea", "klein", "kluivert", "knežević", "koa",         \
    "kobayashi", "konstantina", "konstantinos", "konul", "kora", "korhonen", "kos", "koskinen", "kovacs", "koval",   \
    "kovalchuk", "kovalenko", "kovač", "kovačević", "kovačić", "kovačič", "kowalczyk", "kowalski", "kozlov",         \
    "kozłowski", "krajnc", "krasniqi", "kravchenko", "krishna", "kristiansen", "kruminš", "kryeziu", "ksenija",      \
    "kukk", "kumar", "kumara", "kuznetsov", "kučera", "kučerova", "kvaratskhelia", "kyra", "kyriaki", "laia",        \
    "laine", "lal", "lam", "lama", "lamija", "lan", "lana", "lao", "lara", "larsen", "larsson", "latifa", "lau",     \
    "laura", "laurent", "lavi", "layla", "lazar", "lazaro", "lea", "leah", "leandra", "leano", "lebedev", "lee",     \
    "leen", "leevi", "lehtinen", "lehtonen", "lei", "leire", "leitner", "leja", "lejla", "lena", "leni", "lenna",    \
    "leo", "leon", "leonardo", "leonor", "leordo", "leroy", "lesedi", "lethabo", "lethokuhle", "leticia", "lev",     \
    "levente", "levi", "levy", "lewandowski", "lewis", "leyla", "lia", "liam", "lian", "lianne", "lidia", "lie",     \
    "liem", "liepa", "liepinš", "lile", "lili", "lilien", "lilit", "lilja", "lillie", "lilly", "lily", "lim",        \
    "lima", "lin", "lina", "linda", "lio", "lisakhanya", "liu", "liv", "livia", "liyanage", "liz", "ljiljana",       \
    "lluis", "logan", "lomidze", "lorena", "lorenzo", "lou", "louis", "louise", "lourdes", "lourenço", "lovelie",    \
    "lovely", "lovro", "low", "lozano", "luana", "lubanzi", "luca", "lucas", "lucia", "luciana", "lucija",           \
    "ludovica", "luis", "luisa", "luiz", "luka", "lukas", "lukač", "lukaš", "lukne", "lulwa", "lum", "luna",         \
    "lungu", "luque", "lur", "lusine", "lwandle", "lydia", "lyn", "lyna", "mabel", "macdonald", "macias", "maddi",   \
    "madsen", "mael", "maes", "maeva", "magar", "magdalena", "maha", "mahamadou", "mahammad", "mahdi", "mahesh",     \
    "maia", "maisuradze", "maite", "maja", "maksim", "maksym", "malachi", "malak", "malcah", "malek", "malen",       \
    "maligiaq", "malik", "malka", "malthe", "malu", "mamadou", "mamedov", "mamedovi", "mammadov", "manaia", "maneh", \
    "manish", "manua", "manuel", "manuela", "manzano", "marama", "marc", "marcelino", "marcell", "marcia", "marcos", \
    "mareva", "margaret", "margarida", "margarita", "mari", "mariam", "mariami", "mariana", "mariano", "marija",     \
    "marin", "marina", "marino", "mario", "marios", "mariya", "marić", "mark", "markas", "markel", "marko",          \
    "marković", "marks", "markus", "marquez", "marta", "martha", "marti", "martim", "martina", "martinez",           \
    "martins", "marwa", "mary", "marya", "maryam", "maryja", "masoumeh", "matas", "mate", "matei", "matej", "mateo", \
    "mateos", "matias", "matija", "matilda", "matilde", "matić", "matteo", "matthew", "matthias", "matthildur",      \
    "mattia", "mattias", "matvey", "matyaš", "maui", "max", "maxim", "maximilian", "maximiliano", "maya", "mayer",   \
    "maysoun", "maša", "medina", "mees", "mehar", "mehdi", "mei", "meier", "meijer", "melina", "melisa", "melissa",  \
    "melnyk", "melokuhle", "mendez", "mendoza", "menendez", "mercedes", "meriem", "merino", "merjem", "mersana",     \
    "mertens", "meryem", "mesa", "meyer", "mia", "micallef", "michael", "michail", "michal", "michalis", "miguel",   \
    "mihail", "mikael", "mikaere", "mikayel", "mikel", "miki", "mikołaj", "mila", "milagros", "milagrosa", "milan",  \
    "milana", "milena", "milica", "millan", "miller", "millie", "miloš", "milošević", "mina", "minato", "mingze",    \
    "minik", "mio", "miquel", "mira", "miranda", "miraç", "mireia", "miriam", "mirjana", "mirlande", "mizrachi",     \
    "mizrahi", "mkrtchyan", "mlakar", "moana", "modibo", "moea", "moeata", "mohan", "moises", "molina", "molnar",    \
    "mona", "monica", "monte", "montero", "montes", "montserrat", "mora", "morales", "moreau", "moreno", "morina",   \
    "morozov", "moser", "moussa", "moya", "muchen", "muhamad", "mulder", "muller", "munoz", "munteanu", "murad",     \
    "murphy", "muyang", "mykhaylo", "myrlande", "mädina", "mägi", "mäkelä", "mäkinen", "möller", "müller",           \
    "məmmədov", "nada", "nagi", "nagisa", "nagy", "nahia", "naidu", "naim", "nakamura", "naranbaatar", "narayan",    \
    "nare", "narek", "narine", "natalia", "natalie", "natalija", "nathalie", "nathan", "nathaniel", "natividad",     \
    "naura", "navarro", "naya", "nehir", "nela", "nelio", "nemcova", "nemec", "nemeth", "nerea", "nesreen", "neža",  \
    "ngo", "nguyen", "nia", "nicolas", "nicole", "niel", "nielsen", "nieminen", "nieto", "nieves", "niharika",       \
    "nik", "nika", "nikau", "niko", "nikodem", "nikol", "nikola", "nikolaos", "nikolić", "nikolov", "nikolova",      \
    "nikoloz", "nil", "nilay", "nils", "nilsen", "nilsson", "nina", "nino", "nivi", "niviaq", "noa", "noah", "noam", \
    "noel", "noelia", "noemi", "nomaan", "noor", "nora", "norsaq", "nouf", "nour", "novak", "novakova", "novik",     \
    "novikov", "novotna", "novotny", "nowak", "nozadze", "nuka", "nunez", "nur", "nuray", "nuria", "nurislam",       \
    "nurul", "nutsa", "obrien", "obyrne", "oconnor", "odval", "ofentse", "oihan", "oisha", "oisin", "okelly",        \
    "oleksandr", "oleksandra", "oliveira", "oliver", "olivia", "oliwia", "olsen", "olsson", "omarov", "omer",        \
    "omphile", "ona", "oneill", "ong", "onni", "oreilly", "oriol", "ortega", "ortiz", "oryan", "oscar", "oskar",     \
    "osman", "ospanov", "osullivan", "otero", "oumar", "oumou", "oyunbileg", "ozolinš", "ozols", "pablo", "pacheco", \
    "padilla", "pak", "palacios", "paloma", "panagiota", "panagiotis", "paneeraq", "paninnguaq", "papp",             \
    "paraskevi", "pardo", "pari", "park", "parra", "pascual", "patel", "patricia", "patricija", "pau", "paul",       \
    "paula", "paulauskas", "paulauskiene", "paulo", "pavlović", "pedersen", "pedro", "peeters", "pena", "penelope",  \
    "pere", "pereira", "perera", "peretz", "perović", "persson", "petar", "peter", "petersen", "peterson",           \
    "petersons", "petit", "petra", "petrauskas", "petrauskiene", "petrosyan", "petrov", "petrova", "petrović",       \
    "pettersen", "pettersson", "pham", "phan", "pichler", "pilar", "pinas", "pipaluk", "plaza", "poema", "pol",      \
    "pola", "polina", "polishchuk", "pons", "pop", "popa", "popescu", "popov", "popović", "potočnik", "poulsen",     \
    "prakash", "prasad", "prasert", "prem", "prieto", "prochazka", "prochazkova", "purificacion", "puteri",          \
    "qillaq", "quintana", "quispe", "quliyev", "rabina", "radmila", "radović", "radu", "radulović", "rafael",        \
    "rafaela", "rahman", "rai", "ralfs", "ram", "ramazan", "ramirez", "ramon", "ramona", "ramos", "rana",            \
    "ranasinghe", "rania", "raphael", "raquel", "rashad", "rasmus", "rasmussen", "raul", "ravi", "raya", "rayana",   \
    "rebane", "rebeca", "redondo", "reem", "reema", "refael", "regina", "rei", "reilly", "reina", "relja",           \
    "remedios", "ren", "renata", "rethabile", "reuter", "rey", "reyes", "reza", "rhee", "rhim", "ria", "rian",       \
    "ricardo", "riccardo", "ricci", "richard", "rico", "riko", "rim", "rin", "rios", "rita", "rivas", "rivera",      \
    "rivero", "roan", "robert", "roberto", "roberts", "robin", "robles", "roca", "rocio", "rodrigo", "rodrigues",    \
    "roel", "roger", "roghayyeh", "rojas", "roko", "roldan", "roman", "romano", "romero", "ronja", "rory", "rosa",   \
    "rosalia", "rosario", "rose", "rosie", "rosmery", "rossi", "rotari", "rowan", "roxana", "roy", "ruben", "rubio", \
    "rueda", "ruiz", "ruoxi", "russo", "rusu", "ruth", "ryan", "saar", "sadykov", "saez", "safija", "safiya",        \
    "saga", "sah", "sahar", "sakeena", "sakineh", "sakura", "salas", "salazar", "saliha", "salik", "salma",          \
    "salome", "salvador", "sama", "samantha", "samir", "samuel", "samvel", "samyar", "sancho", "sandra",             \
    "santamaria", "santana", "santiago", "santos", "sanz", "saqib", "sara", "sarah", "sargsyan", "sato", "schmid",   \
    "schmidt", "schmit", "schmitz", "schneider", "schroeder", "schulz", "sebastian", "segura", "sekou", "selim",     \
    "selma", "sem", "semil", "sepp", "sepulveda", "sergi", "sergio", "serra", "serrano", "sesili", "sevda",          \
    "sevinj", "shah", "shahd", "shahem", "shahid", "shaikha", "shaimaa", "shala", "shams", "sharma", "shayma",       \
    "sheila", "sherifa", "shevchenko", "shevchuk", "shivansh", "shrestha", "shristi", "siddhartha", "sienna",        \
    "sierra", "silva", "silvia", "simon", "simona", "singh", "siphosethu", "sirbu", "sita", "siti", "smirnov",       \
    "smit", "smith", "snezana", "snežana", "sobia", "sofi", "sofia", "sofie", "sofija", "sofiya", "sokolov",         \
    "soledad", "soler", "soley", "solja", "solomiya", "solovyov", "soma", "somayyeh", "somboon", "somchai",          \
    "somporn", "somsak", "sonia", "sophia", "sophie", "soraya", "soriano", "soto", "souleymane", "sousa", "spiteri", \
    "stan", "stanisław", "stankevičiene", "stankevičius", "stanković", "stanley", "stefan", "steiner", "stella",     \
    "stevenson", "stoica", "stojanović", "stoyanov", "stoyanova", "suarez", "suen", "suha", "suleimenov",            \
    "sullivan", "sultan", "sumayah", "sun", "sunita", "susan", "susana", "susanna", "suzana", "suzuki", "svensson",  \
    "svoboda", "svobodova", "syed", "szabo", "szymanski", "szymon", "sørensen", "tadhg", "taha", "taim",             \
    "takahashi", "tamang", "tamar", "tamara", "tamatoa", "tamm", "tan", "tanaka", "tania", "tapuarii", "tara",       \
    "tarana", "tareq", "tarita", "tatsuki", "taylor", "tehei", "teiki", "teiva", "teo", "teodor", "teodora",         \
    "teodoro", "teoh", "teresa", "tereza", "tess", "teura", "teva", "than", "thaniel", "thapa", "theo", "theodor",   \
    "theodore", "thiago", "thill", "thomas", "thompson", "thomsen", "thorarensen", "thorlacius", "tiago", "tiare",   \
    "tigran", "tim", "timofey", "ting", "tiong", "titaina", "titaua", "tiu", "tjin", "tkachenko", "tobias",          \
    "todorov", "todorova", "toivo", "tom", "tomas", "tomaš", "tommaso", "tomyris", "torres", "toth", "toy", "tran",  \
    "tremblay", "trinidad", "trondur", "trujillo", "tsai", "tsay", "tsiklauri", "tsoi", "tsui", "tuleen", "tunar",   \
    "turcan", "turk", "turki", "uiloq", "ulloriaq", "unai", "ung", "urbonas", "urboniene", "uri", "ursu", "usman",   \
    "uta", "vaea", "valdemar", "valentin", "valentina", "valeria", "valero", "valter", "vamika", "vanesa",           \
    "vanessa", "vang", "var", "vardanyan", "varela", "varga", "vargas", "varvara", "vasileios", "vasiliauskas",      \
    "vasiliauskiene", "vasilije", "vasiliki", "vasilisa", "vasquez", "vassiljev", "vazquez", "vedant", "vega",       \
    "velasco", "vella", "venla", "vera", "veronica", "veronika", "vesela", "vesely", "vesna", "vicenta", "vicente",  \
    "victor", "victoria", "victoriano", "vidal", "vidmar", "viktor", "viktoria", "viktorie", "viktoriya", "vila",    \
    "villalba", "villanueva", "villar", "violeta", "viraj", "virginia", "virtanen", "visser", "vita", "vitols",      \
    "vittoria", "vladyslav", "vojtech", "volkov", "vong", "vugar", "vujović", "vuk", "vuković", "vusal", "vusala",   \
    "väinö", "waage", "wagner", "walsh", "wan", "wang", "wassim", "watanabe", "wateen", "weber", "white",            \
    "widelene", "willems", "william", "williams", "willow", "wilson", "wiśniewski", "wojcik", "wong", "woo",         \
    "wouters", "wozniak", "xavier", "ximena", "xinyi", "yadav", "yakovenko", "yamada", "yamamoto", "yamato", "yang", \
    "yara", "yasmin", "yasmine", "yasna", "yassin", "yehuda", "yekaterina", "yelena", "yeong", "yeung", "yeva",      \
    "yichen", "yihan", "yimo", "yinuo", "yize", "yoana", "yolanda", "yoon", "yosef", "yoshida", "youn", "younes",    \
    "young", "yousouf", "yua", "yuina", "yulia", "yuma", "yun", "yuna", "yusif", "yutong", "yuxi", "yuxuan", "yuze", \
    "yıldırım", "yıldız", "yılmaz", "zahid", "zahir", "zahra", "zainab", "zala", "zalan", "zammit", "zamora",        \
    "zarinš", "zehra", "zeinab", "zeynab", "zeynep", "zhang", "zhao", "zhou", "zielinski", "zihan", "zina", "zion",  \
    "zoe", "zoeng", "zofia", "zoran", "zupančič", "zuzanna", "zümra", "çelik", "ömer", "özdemir", "öztürk", "černa", \
    "černy", "đang", "đorđević", "şahin", "şerife", "žan", "žukauskas", "žukauskiene", "əhmədov", "əliyev",          \
    "αγγελικη", "αθανασιος", "αικατερινη", "ανδρεας", "ανδρουλα", "αννα", "βασιλειος", "βασιλικη", "γεωργια",        \
    "γεωργιος", "δημητρα", "δημητριος", "ελενη", "ιωαννα", "ιωαννης", "κατερινα", "κυριακη", "κωνσταντινα",          \
    "κωνσταντινος", "μαρια", "μαριος", "μιχαηλ", "μιχαλης", "νικολαος", "παναγιωτα", "παναγιωτης", "παρασκευη",      \
    "σοφια", "χρηστος", "χριστινα", "абдрахманов", "айзере", "айлин", "айша", "айым", "алдияр", "александар",        \
    "александра", "александър", "али", "алиев", "алинур", "алиса", "алихан", "алия", "амина", "амир", "ана",         \
    "анастасия", "ангелов", "ангелова", "анна", "артём", "аруузат", "арууке", "асылым", "ахметов", "аяла", "билал",  \
    "бисера", "борис", "варвара", "весна", "виктор", "виктория", "волков", "габриела", "георги", "георгиев",         \
    "георгиева", "горан", "гордана", "давид", "дамјан", "даниел", "даниил", "дария", "дарија", "дејан", "димитров",  \
    "димитрова", "димитър", "драган", "драгана", "душан", "ева", "евгений", "екатерина", "елизавета", "зоран",       \
    "ибрагимов", "ивана", "иванов", "иванова", "илиев", "илиева", "илић", "ирина", "искаков", "йоана", "кавалёў",    \
    "казлоў", "казлоўскі", "калиев", "калоян", "ким", "ковалёв", "козлов", "козловский", "кузнецов", "лебедев",      \
    "лев", "лука", "максим", "мария", "марија", "марк", "марко", "марковић", "мартин", "матвей", "матеј", "медина",  \
    "мила", "милан", "милена", "милица", "милош", "милошевић", "мирјана", "морозов", "мухаммад", "наталья", "никол", \
    "никола", "николић", "николов", "николова", "новик", "новиков", "новік", "нурислам", "омар", "омаров",           \
    "оспанов", "павловић", "петар", "петров", "петрова", "петровић", "полина", "попов", "радмила", "рамадан", "рая", \
    "раяна", "садыков", "салиха", "сара", "сафия", "симона", "смирнов", "снежана", "соколов", "соловьёв", "софия",   \
    "софија", "станковић", "стефан", "стоянов", "стоянова", "стојановић", "сулейменов", "теодор", "тодоров",         \
    "тодорова", "томирис", "умар", "усман", "фатима", "хадича", "хана", "христов", "христова", "эмир", "юлия",       \
    "ђорђевић", "іваноў", "јана", "јелена", "јован", "јована", "јовановић", "љиљана", "ابراهيمي", "احمدي", "ادريسي", \
    "ادم", "اسحاق", "اسماعيل", "اصغر", "اكبر", "اكبري", "امير", "امينة", "انس", "ايمن", "ايوب", "باقر", "بغدادي",    \
    "بلال", "تازي", "تونسي", "جزايري", "جعفر", "جعفري", "جمال", "حداد", "حسيني", "حمزة", "حميد", "حور", "حياة",      \
    "حيدر", "خان", "خديجة", "خطيب", "داود", "رحيمي", "رشيد", "رضا", "رضايي", "زكريا", "زينب", "سارة", "سعاد",        \
    "سلطاني", "سلمي", "سليمان", "سمير", "سوري", "سيد", "شاه", "صادق", "صادقي", "طارق", "عايشة", "عباس", "عبدالرحمن", \
    "عبدالعزيز", "عبدالقادر", "عبدالكريم", "عبدالله", "عثمان", "عراقي", "علوي", "عيسي", "فاسي", "فرح", "فريد",       \
    "فهد", "قاسم", "قاسمي", "قاضي", "كريم", "كريمي", "كمال", "ليان", "ليلي", "لين", "ماريا", "مجتبي", "محمدي",       \
    "مريم", "مصري", "مغربي", "ملك", "منصور", "مني", "مهدي", "موسوي", "موسي", "ميلا", "نادر", "نادية", "ناصر",        \
    "نبيل", "نجار", "نور", "نوري", "هاشمي", "هدي", "هشام", "وليد", "ياسين", "يحيي", "يعقوب", "يمني"

#endif
