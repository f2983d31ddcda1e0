// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// sexes.h — given names of men that have a woman's form beside them, and those forms (Denis, Denise; Karim, Karima): data, not
// code. Folded forms. Who bears one of a pair is not who bears the other, near as they sound. Sources: names of men and of women
// in Spain with their numbers (INE, reuse with attribution) and the list of given names of data.gouv.fr (Licence Ouverte): of one
// sex where fifteen to one bear it so, or where the list knows no other. Statistics of names, no names of persons.
#ifndef MALINES_MATCH_TABLES_SEXES_H
#define MALINES_MATCH_TABLES_SEXES_H

#define MENS_WORDS \
    "abid", "abilio", "abundio", "acacio", "aday", "adel", "adelaido", "adelino", "adelio", "adino", "adolf", "adolfo", "adrian", "adriano", \
    "adrien", "agapito", "agripino", "aguedo", "agustin", "aimar", "alain", "alan", "albert", "alberte", "alberto", "albino", "aldo", "alejandrino", \
    "alejandro", "alejo", "aleksandr", "aleksandro", "alen", "alessandro", "alessio", "alex", "alexandr", "alexandre", "alexandro", "alexi", \
    "alfons", "alfonso", "alfred", "alfredo", "alicio", "alin", "alon", "alvar", "alvaro", "amado", "amador", "amalio", "amancio", "amando", \
    "ambrosio", "amelio", "americo", "amin", "amine", "amir", "anacleto", "anastas", "anastasio", "anatoli", "anatolie", "anatolio", "ander", \
    "andre", "andrei", "andres", "angel", "angelino", "angelo", "aniano", "aniceto", "anis", "anselm", "anselme", "anselmo", "antolin", "anton", \
    "antonello", "antoni", "antonino", "antonio", "apolonio", "aquilino", "arcadi", "arcadio", "argelio", "argentino", "argimiro", "ariel", "armand", \
    "armando", "armen", "armin", "armindo", "arnaud", "arsen", "arseni", "arsenio", "artem", "artemi", "artemio", "asterio", "atanas", "atanasio", \
    "atilano", "august", "augusto", "aurel", "aureli", "aurelian", "aureliano", "aurelio", "aureo", "ausencio", "avelino", "axel", "ayad", "aymar", \
    "aziz", "bahij", "balbino", "baldomero", "baltasar", "basil", "basilio", "basiliso", "baudilio", "belarmino", "benedict", "benedicto", "benicio", \
    "benigno", "benito", "benjamin", "bernabe", "bernard", "bernardino", "bernardo", "bert", "bettino", "bibiano", "bienvenido", "blas", "bogdan", \
    "bonifacio", "braulio", "brian", "brigido", "bruno", "bryan", "calixto", "camil", "camilo", "candelario", "candido", "carl", "carlo", "carmelo", \
    "carmine", "casiano", "casildo", "casimir", "casimiro", "casto", "castor", "catalin", "catalino", "cayetano", "cayo", "cecil", "cecilio", \
    "ceferino", "celedonio", "celestin", "celestino", "celino", "celio", "celso", "cesare", "cesareo", "chad", "chaim", "charlot", "christ", \
    "christian", "ciprian", "cipriano", "ciriaco", "ciril", "cirilo", "ciro", "claro", "claud", "claudi", "claudino", "claudio", "clemencio", \
    "clement", "clemente", "clementino", "colin", "conrad", "conrado", "constancio", "constant", "constante", "constantin", "constantine", \
    "constantino", "cornel", "cornelio", "cosme", "cosmin", "crescencio", "crisanto", "crispin", "cristian", "cristiano", "cristino", "custodio", \
    "daire", "damaso", "damian", "damiano", "dane", "dani", "daniel", "danut", "dario", "dativo", "david", "davide", "davin", "delfin", "delfino", \
    "delio", "delmiro", "demetrio", "denis", "desiderio", "desislav", "diamantino", "dino", "dionis", "dionisio", "domenico", "domiciano", "domingo", \
    "dominic", "dominik", "domitilo", "donald", "donat", "donato", "dorian", "dorin", "doroteo", "driss", "edelmiro", "eduard", "eduardo", "edwin", \
    "efigenio", "eladio", "eleuterio", "elicio", "elidio", "eligio", "elisei", "eliseo", "elmo", "elpidio", "elvio", "elviro", "emanuel", "emanuele", \
    "emerenciano", "emerito", "emeterio", "emil", "emili", "emilian", "emiliano", "emilio", "emmanuel", "enol", "enric", "enrico", "epifanio", \
    "eric", "erick", "erico", "erik", "ernest", "ernesto", "erundino", "escolastico", "esmeraldo", "esteban", "estefan", "estefano", "etelvino", \
    "eufemio", "eufrasio", "eugen", "eugeni", "eugenio", "euken", "eulalio", "eulogio", "eusebi", "eusebio", "eustaquio", "eustasio", "eutimio", \
    "eutiquio", "evangelino", "evariste", "evaristo", "evelio", "expedito", "ezequiel", "fabian", "fabiano", "fabriciano", "fabrizio", "facundo", \
    "fadil", "faouzi", "farid", "faustino", "fausto", "federico", "feliciano", "felicisimo", "felicito", "felip", "felipe", "fermin", "fernand", \
    "fernando", "fidel", "fidencio", "filiberto", "filip", "filomeno", "fion", "flavio", "florenci", "florencio", "florentin", "florentino", \
    "florian", "floriano", "florin", "florindo", "fortunato", "franc", "francesc", "francesco", "francisc", "francisco", "franco", "francois", \
    "frederic", "fructuoso", "fulgencio", "gabino", "gabriel", "gael", "galin", "galo", "gari", "gaspar", "gaspare", "gaudencio", "genaro", \
    "generoso", "georg", "georgi", "georgian", "gerard", "gerardo", "germain", "german", "germano", "geronimo", "gervasio", "gianni", "gilbert", \
    "gilberto", "gines", "gino", "giorgi", "giorgio", "giovani", "giovanni", "giuliano", "giulio", "gonzalo", "goran", "gotzon", "gracian", \
    "graciano", "gregor", "gregori", "gregorio", "guillermo", "gumersindo", "gurutz", "habib", "hafid", "hakim", "hani", "hassan", "heiko", "helge", \
    "heli", "helio", "heliodoro", "heriberto", "hermenegildo", "hermindo", "herminio", "higini", "higinio", "hilari", "hilario", "hipolito", \
    "honorato", "honorino", "honorio", "hortensio", "iban", "ibon", "ignac", "ignacio", "ildefonso", "ilian", "iliyan", "iluminado", "indalecio", \
    "ingo", "inocencio", "inocente", "ioan", "ionel", "ireneo", "isabelo", "isauro", "isidor", "isidore", "isidoro", "isidre", "isidro", "isolino", \
    "iulian", "ivan", "ivelin", "jacint", "jacinto", "jacob", "jacobo", "jalil", "jamil", "jani", "jano", "jari", "jason", "javier", "jenaro", \
    "jeronimo", "jesus", "joan", "joaquim", "joaquin", "joel", "johan", "johann", "johano", "jordan", "jose", "josef", "josep", "joseph", "jozef", \
    "juan", "juanito", "julen", "julian", "juliano", "julien", "julio", "just", "juste", "justin", "justiniano", "justino", "justo", "juventino", \
    "kamal", "kamil", "karim", "karl", "karmelo", "keith", "khalid", "khalil", "krasimir", "krystyn", "laid", "lakbir", "laro", "latif", "laudelino", \
    "laudino", "laureano", "laurent", "laurentino", "lauri", "lauro", "lazar", "lazare", "lazaro", "leandre", "leandro", "lekbir", "leocadio", \
    "leon", "leonard", "leonardo", "leoncio", "leontin", "leopoldo", "leovigildo", "liborio", "librado", "licinio", "lidio", "lino", "lisandro", \
    "livio", "lluis", "longino", "lorenz", "lorenzo", "louis", "lucian", "luciano", "lucien", "lucilo", "lucinio", "lucio", "lucrecio", "ludovic", \
    "luis", "luiz", "lupicinio", "macario", "madalin", "magdaleno", "magin", "mahjoub", "maik", "majid", "malik", "manolo", "manuel", "marc", \
    "marcel", "marceli", "marceliano", "marcelino", "marcelli", "marcello", "marcelo", "marcial", "marciano", "marcio", "marco", "mariano", "marin", \
    "marinel", "marino", "mario", "mariyan", "marti", "martin", "martino", "mate", "matei", "mateo", "mauri", "maurici", "mauricio", "mauro", \
    "maxim", "maxime", "maximiano", "maximilian", "maximiliano", "maximino", "maximo", "mbark", "melchor", "meliton", "micael", "michael", "michel", \
    "miguel", "mihael", "mikael", "mikel", "mikhail", "milan", "milen", "milo", "miloud", "miloudi", "mimon", "mimoun", "mimoune", "miquel", "mirel", \
    "miroslav", "miroslaw", "modest", "modeste", "modesto", "monico", "mouloud", "myroslav", "nabil", "nail", "naim", "naji", "najim", "narcis", \
    "narciso", "nasir", "nassim", "natalio", "nazar", "nazario", "neil", "nemesio", "nicanor", "nicasio", "nicolas", "nicolo", "nilo", "nils", \
    "noel", "norbert", "norberto", "nori", "norm", "obdulio", "octavi", "octavio", "odilo", "oihan", "olegario", "oleksandr", "olimpio", "omar", \
    "onesimo", "orencio", "orlando", "otilio", "ouassim", "ovid", "ovidio", "pablo", "palmiro", "paolo", "pascal", "pascual", "pastor", "patricio", \
    "patrizio", "paul", "pauli", "paulino", "paulo", "pepe", "pepito", "peregrin", "peregrine", "perfecto", "perpetuo", "petr", "petre", "petro", \
    "petronilo", "philip", "philippe", "placid", "placido", "porfirio", "primitivo", "prudencio", "quintin", "quiterio", "rachid", "radi", \
    "radoslav", "rafael", "rafik", "raimund", "raimundo", "ramiro", "ramon", "raphael", "rashid", "raymond", "regino", "rein", "reinaldo", "remigio", \
    "renato", "rene", "restituto", "ricard", "ricardo", "riccardo", "robert", "roberto", "robin", "robustiano", "rogelio", "roland", "rolando", \
    "romain", "roman", "romano", "romualdo", "ronald", "rosalino", "rosendo", "ruben", "rudesindo", "rufino", "rupert", "ruperto", "ruslan", "ryan", \
    "saad", "sabin", "sabino", "said", "sajid", "salih", "salim", "salustiano", "salvador", "sami", "samir", "samuel", "sandalio", "sandro", "santi", \
    "santiago", "santo", "saturio", "saturnino", "saul", "saulo", "sebastian", "sebastiano", "sebastien", "secundino", "segundo", "serafin", \
    "serafino", "serapio", "sergi", "sergii", "sergio", "servando", "severiano", "severin", "severino", "severo", "shakir", "silvano", "silver", \
    "silverio", "silvestre", "silvestro", "silvino", "silvio", "simon", "sinforiano", "sinforoso", "siro", "sixto", "sohail", "sorin", "sotero", \
    "souhail", "stan", "stanislav", "stanislaw", "stefan", "stefano", "stelian", "stephan", "tahir", "taro", "telesforo", "telmo", "teodomiro", \
    "teodor", "teodoro", "teodosio", "teodulo", "teofil", "teofilo", "theo", "tiburcio", "timotei", "timoteo", "tirso", "tiziano", "tomas", "toni", \
    "tony", "torcuato", "toribio", "tudor", "ubaldino", "ubaldo", "ulpiano", "ulrik", "urban", "urbano", "uxio", "valentin", "valentino", "valentyn", \
    "valer", "valerian", "valeriano", "valerio", "valeriy", "venancio", "venerando", "vere", "veselin", "vicent", "vicente", "victor", "victoriano", \
    "victorino", "victorio", "vidal", "viktor", "vincenzo", "virgil", "virgilio", "virginio", "vitalie", "vito", "vitor", "vladimir", "vladislav", \
    "wasim", "wassim", "wenceslao", "wilfredo", "xavi", "xavier", "xian", "xoan", "yamil", "yaroslav", "yasir", "yoan", "yvon", "zahid", "zahir", \
    "zaid", "zaki", "zoilo"
#define WOMENS_WORDS \
    "abida", "abilia", "abundia", "acacia", "adaya", "adela", "adelaida", "adelaide", "adele", "adelia", "adelina", "adeline", "adelle", "adina", \
    "adolfa", "adriana", "adrianna", "adrianne", "adrienne", "agapita", "agripina", "agueda", "agustina", "aimara", "alaina", "alaine", "alana", \
    "alanna", "alberta", "albina", "alda", "aleja", "alejandra", "alejandrina", "aleksandra", "alena", "alessandra", "alessia", "alexandra", \
    "alexandrea", "alexia", "alfonsa", "alfreda", "alicia", "alina", "aline", "alona", "alvara", "amada", "amadora", "amalia", "amancia", "amanda", \
    "ambrosia", "amelia", "amelie", "america", "amina", "amira", "anacleta", "anastasia", "anastasie", "anatolia", "andere", "andra", "andrea", \
    "andreea", "andreia", "andresa", "angela", "angele", "angelia", "angelina", "angelle", "aniana", "aniceta", "anisa", "anissa", "anselma", \
    "antolina", "antonella", "antonia", "antonina", "apolonia", "aquilina", "arcadia", "argelia", "argentina", "argimira", "ariella", "arielle", \
    "armanda", "armenia", "arminda", "armine", "arnaude", "arsenia", "artemia", "asteria", "atanasia", "atilana", "augusta", "aurea", "aurelia", \
    "aureliana", "aurelie", "ausencia", "avelina", "aveline", "axelle", "ayada", "aymara", "aziza", "bahija", "balbina", "baldomera", "baltasara", \
    "basilia", "basilisa", "baudilia", "belarmina", "benedicta", "benedicte", "benicia", "benigna", "benita", "benjamina", "benjamine", "bernabea", \
    "bernarda", "bernardina", "bernardine", "berta", "bettina", "bibiana", "bienvenida", "blasa", "bogdana", "bonifacia", "braulia", "briana", \
    "brianna", "brianne", "brigida", "bruna", "bryana", "bryanna", "calixta", "camila", "camilla", "candelaria", "candida", "carla", "carmela", \
    "carmina", "casiana", "casilda", "casimira", "casta", "castora", "catalina", "caya", "cayetana", "cecile", "cecilia", "ceferina", "celedonia", \
    "celestina", "celia", "celina", "celine", "celsa", "cesarea", "chadia", "chaima", "charlotte", "christa", "christiana", "christiane", \
    "christianne", "cipriana", "cira", "ciriaca", "cirila", "clara", "clare", "claudia", "claudina", "claudine", "clemence", "clemencia", "clementa", \
    "clementina", "clementine", "coline", "conrada", "constance", "constancia", "constanta", "constantina", "cornelia", "cosma", "cosmina", \
    "crescencia", "crisanta", "crispina", "cristiana", "cristiane", "cristina", "custodia", "daira", "damasa", "damiana", "dana", "dania", "daniela", \
    "daniella", "danielle", "danuta", "daria", "dativa", "davida", "davinia", "delfina", "delia", "delmira", "demetria", "denisa", "denise", \
    "denisse", "desideria", "desislava", "diamantina", "dina", "dionisia", "domenica", "domiciana", "dominga", "dominica", "dominika", "domitila", \
    "donalda", "donata", "doriane", "dorina", "dorotea", "drissia", "edelmira", "eduarda", "edwina", "efigenia", "eladia", "eleuteria", "elicia", \
    "elidia", "eligia", "elisea", "elma", "elpidia", "elvia", "elvira", "emanuela", "emerenciana", "emerita", "emeteria", "emilia", "emiliana", \
    "emilie", "emmanuelle", "enola", "enrica", "epifania", "erica", "ericka", "erika", "ernesta", "erundina", "escolastica", "esmeralda", "estebana", \
    "estefana", "estefania", "etelvina", "eufemia", "eufrasia", "eugenia", "eugenie", "eukene", "eulalia", "eulalie", "eulogia", "eusebia", \
    "eustaquia", "eustasia", "eutimia", "eutiquia", "evangelina", "evarista", "evelia", "expedita", "ezequiela", "fabiana", "fabriciana", "fabrizia", \
    "facunda", "fadila", "faouzia", "farida", "fausta", "faustina", "faustine", "federica", "feliciana", "felicisima", "felicita", "felipa", \
    "fermina", "fernanda", "fernande", "fidela", "fidelia", "fidencia", "filiberta", "filipa", "filomena", "fiona", "flavia", "flavie", "florencia", \
    "florentina", "floriana", "florianne", "florina", "florinda", "florine", "fortunata", "franca", "francesca", "francia", "francisca", "francoise", \
    "frederica", "fructuosa", "fulgencia", "gabina", "gabriela", "gabriella", "gabrielle", "gaelle", "gala", "galina", "gara", "gaspara", \
    "gaudencia", "genara", "generosa", "georgia", "georgiana", "gerarda", "germaine", "germana", "geronima", "gervasia", "gianna", "gilberta", \
    "gilberte", "gina", "ginesa", "giorgia", "giovana", "giovanna", "giulia", "giuliana", "gonzala", "gorane", "gotzone", "graciana", "gregoria", \
    "guillerma", "gumersinda", "gurutze", "habiba", "hafida", "hakima", "hana", "hassania", "heike", "helga", "helia", "heliodora", "heriberta", \
    "hermenegilda", "herminda", "herminia", "higinia", "hilaria", "hipolita", "honorata", "honoria", "honorina", "honorine", "hortensia", "ibana", \
    "ibone", "ignacia", "ildefonsa", "iliana", "iliyana", "iluminada", "indalecia", "inga", "inge", "inocencia", "inocenta", "ioana", "ioanna", \
    "ionela", "ionelia", "irenee", "isabela", "isaura", "isidora", "isidra", "isolina", "iuliana", "ivana", "ivanna", "ivelina", "jacinta", "jacoba", \
    "jalila", "jamila", "jana", "jane", "jara", "jasone", "javiera", "jenara", "jeronima", "jesusa", "joana", "joane", "joanna", "joanne", \
    "joaquima", "joaquina", "joelle", "johana", "johanna", "johanne", "jordana", "josee", "josefa", "josepa", "josepha", "josephe", "jozefa", \
    "juana", "juanita", "julene", "julia", "juliana", "juliane", "julianna", "julianne", "julie", "julienne", "justa", "justina", "justine", \
    "justiniana", "juventina", "kamala", "kamila", "kamilla", "karima", "karla", "karmele", "keitha", "keithia", "khalida", "khalilah", "krasimira", \
    "krystyna", "laida", "lakbira", "lara", "latifa", "laudelina", "laudina", "laura", "laure", "laureana", "laurentia", "laurentina", "laurentine", \
    "lazara", "leandra", "lekbira", "leocadia", "leona", "leonarda", "leoncia", "leonne", "leontina", "leopolda", "leovigilda", "liboria", "librada", \
    "licinia", "lidia", "lina", "lisandra", "livia", "lluisa", "longina", "lorenza", "louisa", "louise", "lucia", "luciana", "luciane", "lucie", \
    "lucienne", "lucila", "lucinia", "lucrecia", "ludovica", "luisa", "luise", "luiza", "lupicinia", "macaria", "madalina", "magdalena", "magdalene", \
    "magina", "mahjouba", "maika", "majida", "malika", "manola", "manuela", "marca", "marcela", "marceliana", "marcelina", "marceline", "marcella", \
    "marcelle", "marcia", "marciala", "marciana", "marcie", "maria", "mariana", "marie", "marina", "marine", "marinela", "mariyana", "marta", \
    "martina", "martine", "matea", "maura", "mauricia", "maxima", "maximiana", "maximiliana", "maximina", "mbarka", "melchora", "melitona", \
    "micaela", "michaela", "michela", "michelle", "miguela", "mihaela", "mikaela", "mikele", "mikhaila", "mila", "milana", "milena", "milene", \
    "milouda", "mimona", "mimouna", "miquela", "mirela", "mirella", "miroslava", "miroslawa", "modesta", "monica", "moulouda", "myroslava", "nabila", \
    "naila", "naima", "najia", "najima", "narcisa", "narcissa", "nasira", "nassima", "natalia", "natalie", "nazaria", "neila", "nemesia", "nicanora", \
    "nicasia", "nicolasa", "nicole", "nila", "nilsa", "noela", "noele", "noelia", "noella", "noelle", "nora", "norberta", "norma", "obdulia", \
    "octavia", "odila", "odile", "oihana", "oihane", "olegaria", "oleksandra", "olimpia", "omara", "onesima", "orencia", "orlanda", "otilia", \
    "ouassima", "ovidia", "pabla", "palmira", "paola", "pascale", "pascuala", "pastora", "patricia", "patrizia", "paula", "paule", "paulina", \
    "pauline", "pepa", "pepita", "peregrina", "perfecta", "perpetua", "petra", "petronila", "philipa", "philippa", "placida", "placide", "porfiria", \
    "primitiva", "prudencia", "quintina", "quiteria", "rachida", "radia", "radoslava", "rafaela", "rafika", "raimunda", "raimunde", "ramira", \
    "ramona", "raphaela", "rashida", "raymonde", "regina", "regine", "reina", "reinalda", "reine", "remigia", "rena", "renata", "renate", "renee", \
    "restituta", "ricarda", "riccarda", "roberta", "robina", "robustiana", "rogelia", "rolande", "romaine", "romana", "romane", "romualda", \
    "ronalda", "rosalina", "rosenda", "rubena", "rudesinda", "rufina", "ruperta", "ruslana", "ryana", "ryanne", "saadia", "sabina", "sabine", \
    "saida", "sajida", "saliha", "salima", "salustiana", "salvadora", "samia", "samira", "samuela", "sandalia", "sandra", "santa", "santiaga", \
    "saturia", "saturnina", "saule", "sebastiana", "sebastienne", "secundina", "segunda", "serafina", "serapia", "sergia", "servanda", "severa", \
    "severiana", "severina", "severine", "shakira", "silvana", "silveria", "silvestra", "silvia", "silvina", "simona", "sinforiana", "sinforosa", \
    "sira", "sixta", "sohaila", "sorina", "sotera", "souhaila", "stana", "stanislava", "stanislawa", "stefana", "stefania", "steliana", "stephania", \
    "tahira", "tara", "telesfora", "telma", "teodomira", "teodora", "teodosia", "teodula", "teofila", "thea", "tiburcia", "timotea", "tirsa", \
    "tiziana", "tomasa", "tonia", "tonya", "torcuata", "toribia", "tudora", "ubalda", "ubaldina", "ulpiana", "ulrike", "urbana", "uxia", "valentina", \
    "valentyna", "valeria", "valeriana", "valerie", "valeriya", "venancia", "veneranda", "vera", "veselina", "vicenta", "victoria", "victoriana", \
    "victorina", "victorine", "vidala", "viktoria", "vincenza", "virgilia", "virginia", "virginie", "vita", "vitalia", "vitoria", "vladimira", \
    "vladislava", "wasima", "wassima", "wenceslaa", "wilfreda", "xavia", "xaviera", "xiana", "xoana", "yamila", "yamile", "yaroslava", "yasira", \
    "yoana", "yvonne", "zahida", "zahira", "zaida", "zakia", "zoila"

#endif
