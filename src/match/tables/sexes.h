// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// sexes.h — given names of men that have a woman's form beside them, and those forms (Denis, Denise; Karim, Karima): data, not
// code. Folded forms. Who bears one of a pair is not who bears the other, near as they sound. Sources: names of men and of women
// in Spain with their numbers (INE, reuse with attribution) and the list of given names of data.gouv.fr (Licence Ouverte): of one
// sex where fifteen to one bear it so, or where the list knows no other. Statistics of names, no names of persons. Those of South and West Slavic,
// Albanian, Turkish, Arabic, Persian and Urdu that these lists lack are of general knowledge: the woman's form is the man's with -a, -e, -iye
// (but for Taher, which is written for Dahir as well: the emphatic t and z differ by a dot).
#ifndef MALINES_MATCH_TABLES_SEXES_H
#define MALINES_MATCH_TABLES_SEXES_H

#define MENS_WORDS \
    "aaron", "abdalaziz", "abdallah", "abdalmalik", "abdalqadir", "abdalrahman", "abdelaaziz", "abdelali", "abdelatif", "abdelaziz", \
    "abdelfattah", "abdelfettah", "abdelghani", "abdelhadi", "abdelhafid", "abdelhak", "abdelhakim", "abdelhalim", "abdelhay", "abdelilah", \
    "abdelillah", "abdeljalil", "abdelkader", "abdelkarim", "abdelkrim", "abdellah", "abdellatif", "abdelmajid", "abdelmalek", \
    "abdelmalik", "abdelmoula", "abdelouahab", "abdelouahad", "abdelouahed", "abdelouahid", "abdennour", "abderrahim", "abdeselam", \
    "abdeslam", "abdeslem", "abdessalam", "abdesselam", "abdesslam", "abdoulie", "abdul", "abdulaziz", "abdullah", "abdulrahman", "abel", \
    "abian", "abid", "abilio", "abou", "abundio", "acacio", "acaymo", "achille", "achour", "acoidan", "acoran", "adamo", "adan", "adao", \
    "aday", "adel", "adelaido", "adelino", "adelio", "adelmar", "adil", "adino", "admir", "adnan", "adnane", "adolf", "adolfo", "adonai", \
    "adonay", "adonis", "adrian", "adriano", "adriel", "adrien", "adur", "afif", "agapito", "ager", "agoney", "agostinho", "agostino", \
    "agripino", "aguedo", "agusti", "agustin", "ahmad", "ahmed", "aiman", "aimar", "aime", "aingeru", "airam", "airan", "aitor", "aitzol", \
    "akeem", "aketza", "akram", "aladino", "alain", "alan", "alassane", "alban", "albano", "albert", "alberte", "alberto", "albino", \
    "aldo", "alejandrino", "alejandro", "alejo", "aleksandar", "aleksander", "aleksandr", "aleksandro", "alen", "alesander", "alessandro", \
    "alessio", "alex", "alexander", "alexandr", "alexandre", "alexandro", "alexandru", "alexei", "alexey", "alexi", "alfeo", "alfons", \
    "alfonso", "alfred", "alfredo", "alicio", "alin", "aliou", "alioune", "alipio", "allal", "allan", "almir", "alois", "aloisio", "alon", \
    "alonzo", "aloysius", "alphonse", "alphonso", "altan", "alvar", "alvaro", "amadeo", "amadeu", "amado", "amador", "amadou", "amalio", \
    "amancio", "amando", "amar", "amaro", "amato", "amaury", "ambroise", "ambrosio", "amedee", "amedeo", "ameen", "amelio", "americo", \
    "amerigo", "ameur", "amin", "amine", "amir", "amos", "anacleto", "anartz", "anas", "anass", "anastas", "anastasio", "anatole", \
    "anatoli", "anatolie", "anatolio", "anatoliy", "ancor", "ander", "andoni", "andre", "andreas", "andrei", "andres", "andreu", "andrew", \
    "andrey", "andries", "andrii", "andrius", "andriy", "andrzej", "andy", "aner", "angel", "angelino", "angelo", "anghel", "aniano", \
    "anibal", "aniceto", "aniol", "anis", "anouar", "anselm", "anselme", "anselmo", "antero", "anthony", "antoine", "antoliano", "antolin", \
    "anton", "antonello", "antoni", "antonino", "antonio", "antonius", "antony", "antton", "antxon", "anuar", "anwar", "anwer", "apolinar", \
    "apollinaire", "apolonio", "aquilino", "aram", "aratz", "arcadi", "arcadio", "arcangelo", "arduino", "argelio", "argentino", \
    "argimiro", "ariel", "arif", "aritz", "aritza", "arjan", "arman", "armand", "armando", "armel", "armen", "armin", "armindo", "arnau", \
    "arnaud", "arne", "aron", "arsen", "arseni", "arsenio", "artem", "artemi", "artemio", "asad", "asen", "asensio", "aser", "asier", \
    "asif", "asim", "assane", "asterio", "atallah", "atanas", "atanasio", "ataullah", "atilano", "atilio", "attila", "attilio", "august", \
    "auguste", "augustijn", "augustin", "augusto", "aurel", "aurele", "aureli", "aurelian", "aureliano", "aurelien", "aurelio", "aureo", \
    "ausencio", "avelino", "axel", "ayad", "aydin", "ayman", "aymane", "aymar", "ayose", "ayoze", "aythami", "azael", "aziz", "baba", \
    "bachir", "baha", "bahi", "bahij", "bahri", "balbino", "baldassare", "baldomero", "balla", "baltasar", "barakat", "baris", "barnabas", \
    "barnabe", "bart", "barthelemy", "bartolome", "bartolomeo", "basajaun", "bashir", "basil", "basile", "basilio", "basiliso", "basim", \
    "bassam", "bassem", "bastiaan", "bastian", "bastien", "baudilio", "belaid", "belarmino", "benaissa", "benat", "benedetto", "benedict", \
    "benedicto", "benedito", "benet", "beniamin", "beniamino", "benicio", "benigno", "benito", "benjami", "benjamin", "benno", "benoit", \
    "bento", "benvenuto", "berk", "bernabe", "bernard", "bernardino", "bernardo", "bernat", "bernd", "bernhard", "bert", "besay", "besim", \
    "bettino", "bibiano", "bienvenido", "bittor", "blai", "blaise", "blas", "bogdan", "bohumil", "bohuslav", "bojan", "boniface", \
    "bonifacio", "bonifaz", "bora", "boris", "botros", "boualem", "bouchaib", "bouchta", "boujamaa", "boujemaa", "boulos", "bourama", \
    "bousselham", "boutros", "bouziane", "boyan", "branko", "braulio", "brian", "brigido", "bruno", "bryan", "bulut", "caetano", "calin", \
    "calixto", "calogero", "calvino", "camil", "camillo", "camilo", "candelario", "candido", "carl", "carlito", "carlitos", "carlo", \
    "carmelo", "carmine", "carolus", "carsten", "casiano", "casildo", "casimir", "casimiro", "caspar", "casper", "casto", "castor", \
    "catalin", "catalino", "cayetano", "cayo", "cebrian", "cecil", "cecilio", "cees", "ceferino", "celedonio", "celestin", "celestino", \
    "celino", "celio", "celso", "cemil", "cesaire", "cesar", "cesare", "cesareo", "cesc", "cezar", "chad", "chadi", "chafik", "chaim", \
    "chakir", "charaf", "charif", "charlot", "cheikh", "cherif", "chistian", "chokri", "christ", "christian", "christoph", "christophe", \
    "ciprian", "cipriano", "ciriaco", "ciril", "cirillo", "cirilo", "cirino", "ciro", "claro", "claud", "claudi", "claudino", "claudio", \
    "claudiu", "clemencio", "clemens", "clement", "clemente", "clementino", "cleto", "climent", "clodoaldo", "colin", "colombain", \
    "columbano", "concetto", "conrad", "conrado", "constancio", "constant", "constante", "constantijn", "constantin", "constantine", \
    "constantino", "corin", "cornel", "cornelio", "cornelis", "corneliu", "cornelius", "cosimo", "coskun", "cosme", "cosmin", "cosmo", \
    "costantino", "costanzo", "crescencio", "crescenzo", "crisanto", "crisantos", "crispin", "cristhian", "cristian", "cristiano", \
    "cristinel", "cristino", "cristo", "cristobal", "cristovao", "curro", "custodio", "dailos", "daire", "dalmiro", "damaso", "dame", \
    "damia", "damian", "damiano", "damien", "danail", "dane", "danel", "dani", "daniel", "daniil", "danijel", "danilo", "dante", "danut", \
    "daoud", "daouda", "darijan", "dario", "darius", "dariusz", "darwin", "dativo", "david", "davide", "davin", "dawid", "dayron", "dejan", \
    "delfin", "delfino", "delio", "delmiro", "demetrio", "denis", "dennis", "desiderio", "desislav", "diamantino", "didi", "dieudonne", \
    "dimas", "dimitar", "dimitri", "dinis", "dino", "diodore", "dion", "dionis", "dionisio", "diya", "djamel", "djibril", "djilali", \
    "dmitry", "dmytro", "domenec", "domenico", "domiciano", "domingo", "domingos", "dominic", "dominik", "domitilo", "donald", "donat", \
    "donatello", "donatien", "donato", "dorian", "doriano", "dorin", "doroteo", "doru", "dragan", "dris", "driss", "drissa", "duarte", \
    "duilio", "dumitru", "duygu", "dylan", "ebbe", "echedey", "edelmiro", "eder", "edin", "edip", "edoardo", "edorta", "edouard", "eduard", \
    "eduardo", "edward", "edwin", "efigenio", "efisio", "egidio", "egon", "ekain", "ekaitz", "eladio", "elder", "eleder", "eleuterio", \
    "elhadji", "elias", "elicio", "elidio", "elies", "eligio", "elio", "eliot", "elisei", "eliseo", "elliot", "elmer", "elmo", "eloi", \
    "eloy", "elpidio", "elvio", "elvir", "elviro", "elvis", "emanuel", "emanuele", "emerenciano", "emerito", "emeterio", "emidio", \
    "emigdio", "emil", "emile", "emili", "emilian", "emiliano", "emilien", "emilio", "emin", "emir", "emmanuel", "emmerich", "enaitz", \
    "enaut", "endika", "eneas", "eneko", "engel", "engelbert", "enis", "enmanuel", "ennio", "enoc", "enol", "enric", "enrico", "enrique", \
    "enzo", "epifanio", "ercole", "erdem", "eren", "erhard", "eric", "erich", "erick", "erico", "erik", "ermanno", "ermenegilde", \
    "ermenegildo", "ermin", "ernest", "ernesto", "ernst", "eros", "erundino", "erwan", "erwin", "esau", "escolastico", "esmeraldo", \
    "estachio", "estavan", "esteban", "estefan", "estefano", "estevao", "etelvino", "ethan", "etienne", "ettore", "etzel", "eudald", \
    "eufemio", "eufrasio", "eugen", "eugene", "eugeni", "eugenio", "euken", "eulalio", "eulogio", "eusebi", "eusebio", "eustache", \
    "eustaquio", "eustasio", "eutimio", "eutiquiano", "eutiquio", "evangelino", "evariste", "evaristo", "evelio", "evencio", "evert", \
    "evgeny", "ewald", "expedito", "ezequiel", "faas", "fabian", "fabiano", "fabien", "fabrice", "fabriciano", "fabricio", "fabrizio", \
    "facundo", "fadi", "fadil", "fadl", "fahim", "fahri", "faisal", "faissal", "fakhri", "fallou", "faouzi", "farag", "faraj", "fareed", \
    "farhan", "farid", "faris", "farooq", "farouk", "faruq", "farzan", "fathi", "faustino", "fausto", "fawzi", "fayiz", "faysal", "fedele", \
    "federico", "federigo", "fehmi", "felice", "feliciano", "felicien", "felicisimo", "felicito", "felip", "felipe", "feliu", "felix", \
    "ferdinand", "ferdinando", "ferit", "fermin", "fernand", "fernando", "fernao", "feroze", "ferran", "fester", "fevzi", "fidel", \
    "fidencio", "fikret", "fikri", "filiberto", "filip", "filipe", "filippo", "filomeno", "fion", "fiorenzo", "firmin", "firmino", "firoz", \
    "flaviano", "flavio", "florea", "floreal", "florenci", "florencio", "florentin", "florentino", "florian", "floriano", "florin", \
    "florindo", "florinel", "floris", "fode", "fortunato", "fouad", "fouzi", "franc", "francesc", "francesco", "francisc", "francisco", \
    "franck", "franco", "francois", "frank", "franklin", "frans", "franz", "freddy", "frederic", "frederick", "frederico", "frederik", \
    "fredo", "fredy", "freek", "friedrich", "fritz", "fructuoso", "fuad", "fulgencio", "fulgenzio", "fulvio", "gabino", "gabriel", \
    "gabrijel", "gael", "gaetan", "gaetano", "gafar", "galal", "galin", "galip", "galo", "gamil", "gari", "gary", "gaspar", "gaspard", \
    "gaspare", "gasparo", "gaston", "gaudencio", "gautier", "gavino", "gavril", "gavrila", "gawdat", "gebbert", "geert", "gelu", "genaro", \
    "generoso", "genis", "gennaro", "georg", "george", "georgel", "georges", "georgi", "georgian", "gerald", "geraldo", "gerard", \
    "gerardo", "geraud", "gerben", "gereon", "gerhard", "germain", "german", "germano", "gerolt", "geronimo", "gerrit", "gerson", "gert", \
    "gervais", "gervas", "gervasio", "gezim", "ghassan", "ghayth", "ghislain", "giacinto", "giacobbe", "gianmaria", "gianni", "giannino", \
    "gilbert", "gilberto", "gilles", "gillis", "gines", "gino", "gioachino", "giorgi", "giorgino", "giorgio", "giosue", "giovani", \
    "giovanni", "giraldo", "gisbert", "giuliano", "giulio", "giustino", "goncalo", "gontzal", "gonzalo", "gora", "goran", "gordon", \
    "gorka", "gotzon", "gracian", "graciano", "graciliano", "gratien", "graziano", "gregoire", "gregor", "gregori", "gregorio", "gregory", \
    "grigore", "guda", "guerino", "guido", "guilherme", "guillaume", "guillem", "guillen", "guillermo", "guim", "guiu", "gumersindo", \
    "gurutz", "guzman", "gwilherm", "habib", "hadi", "hafid", "hafiz", "hagan", "haidar", "haider", "haitam", "hakan", "hakeem", "hakim", \
    "halid", "halit", "hamadi", "hamed", "hameed", "hamid", "hamidou", "hammadi", "hammou", "hani", "hanif", "hanke", "hannes", "hans", \
    "harith", "haritz", "haroun", "harouna", "harry", "hartwin", "harun", "hasan", "hassan", "hassane", "hassib", "hatim", "hayder", \
    "hayri", "haytham", "heiko", "heiner", "heino", "heinz", "heitor", "helder", "helfried", "helge", "heli", "helio", "heliodoro", \
    "helios", "helmfried", "helmuth", "hendrik", "henk", "henri", "henrik", "henrique", "henry", "herbert", "herberto", "heribert", \
    "heriberto", "herman", "hermann", "hermenegildo", "hermes", "hermindo", "herminio", "hernan", "hieronymus", "higini", "higinio", \
    "hilaire", "hilari", "hilario", "hilmi", "himar", "hipolito", "hisein", "hocine", "hodei", "honorato", "honore", "honorino", "honorio", \
    "horace", "horacio", "horsa", "hortensio", "hosni", "hossain", "houari", "houcine", "houssain", "hristo", "hubert", "husain", "husayn", \
    "husni", "hussain", "hussein", "hyder", "iacob", "ibai", "iban", "ibon", "idriss", "idrissa", "ignaas", "ignac", "ignace", "ignacio", \
    "ignasi", "ignatz", "ignazio", "igor", "ilario", "ildefonso", "ilian", "ilias", "iliass", "ilie", "ilir", "iliya", "iliyan", "illan", \
    "iluminado", "ilya", "ilyas", "ilyass", "imad", "imam", "imanol", "immanuel", "imran", "inacio", "inaki", "indalecio", "ingo", \
    "innocenzo", "inocencio", "inocente", "ioan", "ionel", "ionut", "ioritz", "ioseba", "iosif", "iosu", "ippolito", "ireneo", "irfan", \
    "isaac", "isabelino", "isabelo", "isaia", "isaias", "isam", "isandro", "isauro", "isidor", "isidore", "isidoro", "isidre", "isidro", \
    "ismaila", "isolino", "israel", "issa", "issam", "istvan", "italo", "iulian", "iurie", "ivan", "ivaylo", "ivelin", "iyan", "izaak", \
    "izan", "izet", "izzadin", "jabier", "jabir", "jabril", "jacek", "jacint", "jacinto", "jacob", "jacobo", "jacobus", "jacopo", "jafar", \
    "jagoba", "jairo", "jakob", "jakub", "jalal", "jalil", "jamaal", "james", "jamil", "jani", "jano", "janusz", "jared", "jari", \
    "jaroslav", "jaroslaw", "jason", "jaume", "jaumet", "javed", "javier", "jawad", "jawdat", "jeanmarie", "jeannot", "jenaro", "jens", \
    "jeray", "jeremie", "jeremy", "jeroen", "jeroni", "jeronimo", "jerzy", "jesualdo", "jesus", "jhonny", "jilali", "jimmy", "jiri", \
    "joachim", "joan", "joanes", "joaquim", "joaquin", "jochem", "jochen", "jochim", "joel", "johan", "johann", "johannes", "johano", \
    "john", "johnny", "jokin", "jonas", "jonay", "joos", "joost", "jordaan", "jordan", "jordi", "jorg", "joris", "joritz", "jose", \
    "joseba", "josef", "josep", "joseph", "joshua", "josu", "josua", "josue", "jourdain", "jovan", "jovino", "jozef", "jozua", "juan", \
    "juanito", "juda", "julen", "julian", "juliano", "julien", "julio", "junior", "jurgen", "just", "juste", "justin", "justiniano", \
    "justino", "justo", "juvenal", "juventino", "kacem", "kaddour", "kader", "kadri", "kaiser", "kalin", "kamal", "kamel", "kamil", \
    "kamran", "kareem", "karel", "karim", "karl", "karmelo", "karsten", "kaspar", "kasper", "kayetan", "keith", "kenneth", "kerman", \
    "khaled", "khalid", "khalil", "khaliq", "khayri", "khayyam", "kilian", "kirian", "kiril", "klemens", "koen", "koenraad", "konrad", \
    "konstantin", "krasimir", "kristijan", "krystyn", "kuno", "lahcen", "lahouari", "lahoucine", "lahsen", "laid", "lakbir", "lamin", \
    "lamine", "lander", "lanzo", "laro", "lars", "lassana", "latif", "laudelino", "laudino", "laureano", "laurenco", "laurens", "laurent", \
    "laurentino", "laurentiu", "lauri", "lauro", "lautaro", "lazar", "lazare", "lazaro", "lazzaro", "leandre", "leandro", "lekbir", "lenz", \
    "leocadio", "leon", "leonard", "leonardo", "leonce", "leoncio", "leonel", "leonhard", "leonid", "leontin", "leonzio", "leopold", \
    "leopoldo", "leovigildo", "levent", "levi", "lhoussaine", "liam", "liberto", "liborio", "librado", "licinio", "lidio", "liher", "lino", \
    "lionel", "liridon", "lisandro", "livio", "liviu", "lluc", "lluis", "lodewijk", "lodovico", "loic", "longino", "longinos", "lope", \
    "lorencio", "lorenz", "lorenzo", "lotfi", "lothar", "lothario", "louis", "loup", "lucian", "luciano", "lucien", "lucilo", "lucinio", \
    "lucio", "lucky", "lucrecio", "ludovic", "ludwig", "luigi", "luigino", "luis", "luitger", "luiz", "luka", "luken", "lupicinio", \
    "lutfi", "lutz", "luuk", "maarten", "maas", "mabrouk", "macario", "macia", "maciej", "macit", "madalin", "magdaleno", "magi", "magin", \
    "mahdi", "mahir", "mahjoub", "maik", "maikel", "majeed", "majid", "makan", "maksym", "malick", "malik", "manel", "manlio", "manoel", \
    "manolo", "mansour", "manu", "manuel", "marc", "marcal", "marcel", "marceli", "marceliano", "marcelino", "marcelli", "marcellin", \
    "marcellino", "marcello", "marcelo", "marcial", "marciano", "marcin", "marcio", "marco", "marek", "mariano", "marin", "marinel", \
    "marino", "mario", "marius", "mariusz", "mariyan", "mark", "markel", "marko", "marlon", "marouan", "marouane", "marten", "marti", \
    "martijn", "martin", "martinho", "martiniano", "martino", "maruan", "marvin", "marwan", "marzio", "marzouk", "masoud", "massimiliano", \
    "mate", "matei", "mateo", "mateu", "mathieu", "matias", "matteo", "mattia", "mattin", "mauri", "maurice", "maurici", "mauricio", \
    "maurizio", "mauro", "maxim", "maxime", "maximiano", "maximilian", "maximiliano", "maximilien", "maximino", "maximo", "mazin", \
    "mbarek", "mbark", "mehdi", "melchiorre", "melchor", "melih", "meliton", "melquiades", "menno", "merten", "messaoud", "metin", \
    "mevlud", "micael", "michael", "michel", "michelangelo", "michiel", "miguel", "mihael", "mihai", "mihail", "mihaita", "mikael", "mike", \
    "mikel", "mikhail", "milan", "milen", "millan", "milo", "miloud", "miloudi", "mimon", "mimoun", "mimoune", "miquel", "mircea", "mirel", \
    "mirko", "miroslav", "miroslaw", "mirsad", "misael", "mitxel", "modest", "modeste", "modestine", "modesto", "modou", "moha", "mohcine", \
    "mohsin", "mokhtar", "monico", "monir", "moritz", "moufid", "mouhcine", "mouloud", "mounir", "moussa", "muhsin", "munir", "musa", \
    "mykhaylo", "mykola", "myroslav", "nabih", "nabil", "nacho", "naci", "nacio", "nacor", "nadal", "nadeem", "nader", "nadim", "nadir", \
    "naeem", "nagi", "nahuel", "nahum", "nail", "naim", "naji", "najib", "najim", "naoufal", "narcis", "narciso", "narcisse", "naseer", \
    "nasir", "nasser", "nassib", "nassim", "natalio", "natan", "nathan", "nauzet", "nazaire", "nazar", "nazario", "nazeer", "nazif", \
    "nazih", "nazim", "nazir", "neculai", "nedim", "neil", "nelu", "nemesio", "nerio", "nermin", "nero", "netuno", "nevio", "nicanor", \
    "nicasio", "niccolo", "niceto", "nicholas", "nickolaus", "nico", "nicolae", "nicolai", "nicolaie", "nicolao", "nicolas", "nicolau", \
    "nicolo", "nicu", "niculae", "niels", "nihad", "niklaus", "nikolaas", "nikolai", "nikolas", "nikolaus", "nikolay", "nilo", "nils", \
    "nizar", "noel", "norbert", "norberto", "nori", "norm", "norman", "novio", "nunzio", "nuri", "obdulio", "octavi", "octavian", \
    "octavio", "odilo", "odilon", "odon", "oihan", "oinatz", "olaf", "oleg", "olegario", "oleguer", "oleh", "oleksandr", "oleksiy", \
    "olimpio", "oliver", "oliverio", "olivier", "omar", "omer", "onesime", "onesimo", "onofre", "onur", "orazio", "orel", "orencio", \
    "oriol", "orlando", "orsino", "orso", "osama", "osman", "ossama", "osvaldo", "oswaldo", "otavio", "otilio", "ottaviano", "ottavio", \
    "otto", "oualid", "ouassim", "oumar", "ousama", "ousman", "ousmane", "oussama", "ousseynou", "ovid", "ovidio", "ovidiu", "owen", \
    "ozan", "pablo", "palmiro", "paolino", "paolo", "papa", "paride", "parvez", "parviz", "parwiz", "pascal", "pascual", "pasqual", \
    "pasquale", "pasqualino", "pastor", "patrice", "patricio", "patrick", "patrik", "patrizio", "paul", "pauli", "paulino", "paulo", \
    "pavel", "pavlo", "pawel", "pelayo", "pellegrino", "pello", "pepe", "pepito", "pere", "peregrin", "peregrine", "perfecto", "perpetuo", \
    "peru", "petr", "petre", "petro", "petronilo", "petru", "philbert", "philip", "philipp", "philippe", "philo", "piero", "pierre", \
    "piet", "pieter", "pietro", "piotr", "placid", "placido", "plamen", "ponciano", "porfirio", "primitivo", "prudencio", "prudenzio", \
    "qadir", "qasim", "qiang", "quentin", "quim", "quintin", "quique", "quirino", "quiterio", "qusay", "rabah", "rabie", "rabih", "rachid", \
    "radi", "radko", "radoslav", "radouan", "radouane", "radu", "rafa", "rafael", "rafal", "rafel", "raffaele", "raffaello", "rafik", \
    "rafiq", "rahal", "raheem", "rahhal", "rahim", "raif", "raimon", "raimondo", "raimund", "raimundo", "ramiro", "ramiz", "ramon", \
    "raphael", "rashad", "rasheed", "rashid", "rasim", "rayan", "rayco", "raymond", "raymundo", "raza", "recaredo", "reda", "redouan", \
    "redouane", "reduan", "refik", "regino", "rehan", "reimund", "rein", "reinaldo", "reinhard", "reinhold", "remi", "remigio", "remo", \
    "remy", "remzi", "renato", "renaud", "rene", "renzo", "resit", "restituto", "reto", "reynaldo", "reynaud", "rhbeen", "ricard", \
    "ricardo", "riccardo", "richard", "rico", "ridouan", "rinaldo", "rino", "rizwan", "robert", "roberto", "robin", "robustiano", "roch", \
    "roeland", "rogelio", "roland", "rolando", "romain", "roman", "romano", "romen", "romeo", "romolo", "romualdo", "romulo", "ronald", \
    "ronaldo", "ronny", "roque", "rosalino", "rosen", "rosendo", "rossend", "ruben", "rudesindo", "rudi", "rudy", "rufino", "rumen", \
    "rupert", "ruperto", "ruslan", "ruud", "ruyman", "ryan", "saad", "saber", "sabin", "sabino", "sabri", "sadek", "sadik", "sadiq", \
    "saeed", "safet", "said", "sait", "sajid", "sajjad", "sakhr", "salah", "salaheddine", "saleem", "saleh", "salem", "salih", "salim", \
    "saliou", "salman", "salomao", "salomon", "salustiano", "salvador", "salvatore", "sameer", "sami", "samih", "samir", "samuel", \
    "samuele", "sancho", "sandalio", "sandor", "sandro", "sandu", "sanel", "sani", "sansone", "santi", "santiago", "santo", "santos", \
    "saturio", "saturnino", "saul", "saulo", "saverio", "savino", "savio", "sayyid", "scevola", "sead", "sean", "sebastia", "sebastiaan", \
    "sebastian", "sebastiano", "sebastien", "secundino", "segundo", "sekou", "selim", "sellam", "semih", "senad", "sendoa", "senen", \
    "seppel", "serafin", "serafino", "serapio", "serge", "sergey", "serghei", "sergi", "sergii", "sergio", "sergiu", "sergiy", "serguei", \
    "serhiy", "serif", "servando", "seve", "severiano", "severin", "severino", "severo", "seydou", "shadi", "shafiq", "shahbaz", "shahid", \
    "shahzad", "shakeel", "shakil", "shakir", "shaquille", "sharif", "sher", "shukri", "siaka", "sidi", "sidy", "siegfried", "sieghard", \
    "siemen", "sigfredo", "sigfrido", "silvano", "silver", "silverio", "silvester", "silvestre", "silvestro", "silvino", "silvio", \
    "silviu", "simao", "simeon", "simion", "simon", "sinesio", "sinforiano", "sinforoso", "siro", "sixto", "smail", "sofian", "sofiane", \
    "sohail", "soheil", "soner", "sorin", "sosimo", "sotero", "soufian", "soufiane", "souhail", "soulaiman", "souleymane", "stan", \
    "stanislav", "stanislaw", "stanko", "stefan", "stefano", "steffen", "stelian", "stepan", "stephan", "stephane", "stephen", "steven", \
    "stijn", "sufian", "suhail", "suhayl", "sukru", "sulayman", "suleiman", "suleyman", "sultan", "sven", "svetoslav", "sylvain", \
    "sylvestre", "taddeo", "tadeo", "tadeu", "taha", "tahir", "tammaro", "tanausu", "taoufik", "taras", "taro", "tarsicio", "telesforo", \
    "telesphore", "telmo", "teodomiro", "teodor", "teodoro", "teodosio", "teodulo", "teofil", "teofilo", "teunis", "thami", "theo", \
    "theodor", "theodore", "theodoric", "theophile", "theunis", "thierry", "tibor", "tiburcio", "tihomir", "tijani", "till", "tillo", \
    "timotei", "timoteo", "timothee", "timothy", "tirso", "tiziano", "toader", "todor", "tomas", "tomasz", "tomeu", "toni", "tonio", \
    "tony", "torcuato", "tore", "toribio", "traian", "trinitario", "tristao", "tudor", "tullio", "txomin", "ubaldino", "ubaldo", "ubay", \
    "uberto", "ulises", "ulisse", "ulisses", "ulpiano", "ulrich", "ulrik", "umar", "unai", "unay", "urbain", "urban", "urbano", "uriel", \
    "urtzi", "usama", "usman", "uxio", "vahid", "valenti", "valentin", "valentino", "valentyn", "valer", "valere", "valerian", "valeriano", \
    "valerio", "valeriu", "valeriy", "valero", "valon", "vasil", "vasile", "vasyl", "velid", "venancio", "venceslao", "venceslas", \
    "venerando", "ventsislav", "vere", "veselin", "vester", "vicent", "vicente", "victor", "victoriano", "victorino", "victorio", "vidal", \
    "viktor", "vincent", "vincente", "vincenzo", "vinzenz", "viorel", "virgil", "virgilio", "virginio", "vitale", "vitalie", "vitaliy", \
    "vitaly", "vito", "vitor", "vittore", "vittorino", "vittorio", "vladimir", "vladislav", "vlastimil", "vlatko", "wael", "wafi", \
    "waheed", "wahib", "wahid", "wail", "wajih", "waldemar", "waldo", "walid", "waqas", "wasim", "wassim", "wenceslao", "wendel", \
    "wieland", "wieslaw", "wifredo", "wilfredo", "wilfried", "wilhelm", "willem", "william", "williams", "willian", "wotan", "wouter", \
    "xabat", "xabier", "xander", "xaver", "xavi", "xavier", "xian", "ximo", "ximun", "xoan", "xoel", "xose", "xuban", "yacouba", "yahia", \
    "yahya", "yamal", "yamil", "yann", "yaroslav", "yaser", "yasin", "yasir", "yasser", "yassin", "yassine", "yassir", "yerai", "yeray", \
    "yevgeny", "yoan", "yoel", "yordan", "yosu", "youcef", "younes", "youness", "yousef", "youssef", "youssouf", "yunes", "yuriy", "yury", \
    "yusef", "yushua", "yusuf", "yvon", "zacaria", "zacharie", "zafar", "zahid", "zahir", "zaid", "zain", "zakaria", "zakariae", "zaki", \
    "zakir", "zayd", "zayn", "zdenek", "zdravko", "zeki", "zenon", "zigor", "ziya", "ziyad", "zlatan", "zoilo", "zoran", "zouhair", \
    "zouhir"
#define WOMENS_WORDS \
    "abida", "abilia", "abir", "abla", "abril", "abundia", "acacia", "adalheid", "adara", "adaya", "adela", "adelaida", "adelaide", \
    "adele", "adelheid", "adelia", "adelina", "adeline", "adelle", "adile", "adina", "admira", "adolfa", "adolfina", "adonina", "adora", \
    "adriana", "adrianna", "adrianne", "adrienne", "afifa", "africa", "agapita", "agathe", "agnes", "agnese", "agnethe", "agostina", \
    "agripina", "agueda", "agurtzane", "agustina", "ahinara", "ahinoa", "ahlam", "aiala", "aida", "aide", "aimara", "aimee", "ainara", \
    "ainhara", "ainhize", "ainize", "ainoa", "aintzane", "aiora", "aisha", "aissatou", "aitana", "aitziber", "aixa", "alaia", "alaina", \
    "alaine", "alaitz", "alana", "alanna", "alazne", "albena", "alberta", "albertine", "albina", "alda", "aldara", "alegria", "aleida", \
    "aleit", "aleja", "alejandra", "alejandrina", "aleksandra", "alena", "alessa", "alessandra", "alessia", "alexandra", "alexandrea", \
    "alexandrie", "alexandrina", "alexia", "aleyda", "alfonsa", "alfreda", "alia", "alice", "alicia", "alida", "alina", "aline", "aliona", \
    "alisa", "alla", "allegra", "allende", "almas", "almira", "alodia", "aloisia", "alona", "alondra", "alphonsine", "altea", "alvara", \
    "alya", "amada", "amadora", "amagoia", "amalia", "amancia", "amanda", "amani", "ambrosia", "amedea", "ameena", "amel", "amelia", \
    "amelie", "america", "amina", "amira", "amparo", "anabel", "anabela", "anabella", "anacleta", "anahi", "anahit", "anais", "analia", \
    "anamaria", "anastasia", "anastasie", "anastasiya", "anatolia", "anca", "andere", "andra", "andrea", "andree", "andreea", "andreia", \
    "andreina", "andresa", "anelie", "aneliya", "angela", "angele", "angelia", "angelina", "angeline", "angelines", "angelle", "angels", \
    "angie", "angustias", "ania", "aniana", "anica", "aniceta", "anisa", "anisoara", "anissa", "anke", "anna", "annabel", "annabella", \
    "anne", "anneke", "annelie", "anneliese", "annemarie", "annette", "annia", "annick", "annie", "annika", "anouk", "anselma", "antia", \
    "antoinette", "antolina", "antonella", "antonia", "antonina", "anuncia", "anzhela", "aouatif", "apolline", "apolonia", "aquilina", \
    "arabia", "arantxa", "arantza", "arcadia", "arcelia", "argelia", "argentina", "argimira", "argine", "ariana", "ariane", "arianna", \
    "arianne", "ariella", "arielle", "arienne", "arife", "armanda", "armelle", "armenia", "armina", "arminda", "armine", "armonia", \
    "arnaude", "aroa", "arrate", "arsenia", "artemia", "arzu", "asela", "asima", "asli", "asma", "asmaa", "asmae", "assia", "assunta", \
    "asteria", "asuncion", "asya", "atanasia", "atenea", "athenea", "atika", "atilana", "atiya", "aude", "audelina", "augusta", "aura", \
    "aurea", "aurelia", "aureliana", "aurelie", "auria", "aurina", "aurita", "ausencia", "avelina", "aveline", "avril", "axelle", "ayada", \
    "aydan", "ayelen", "ayesha", "ayishah", "ayla", "aymara", "aynara", "aysel", "aysun", "azahara", "aziza", "azize", "bachira", "badia", \
    "bahia", "bahiga", "bahija", "bahiyya", "bahriye", "balbina", "baldomera", "balma", "baltasara", "banu", "bartolina", "bashira", \
    "basilia", "basilisa", "basma", "baudilia", "beate", "beatrice", "beatriu", "beatriz", "belarmina", "belen", "bella", "benedetta", \
    "benedicta", "benedicte", "benedikta", "benedita", "benicia", "benigna", "benilde", "benita", "benjamina", "benjamine", "benoite", \
    "berenice", "berna", "bernabea", "bernadette", "bernarda", "bernardetta", "bernardina", "bernardine", "berta", "bertha", "berthe", \
    "besime", "bethania", "betsabe", "bettina", "bibiana", "bice", "bienvenida", "binta", "bintou", "birgit", "blasa", "bogdana", \
    "bohumila", "bohuslava", "bojana", "bonifacia", "boyana", "bozena", "branka", "braulia", "brenda", "briana", "brianna", "brianne", \
    "brigida", "brigitta", "brigitte", "bruna", "bryana", "bryanna", "budur", "burcu", "cacilia", "caecilia", "calisto", "calixta", \
    "calogera", "camelia", "camila", "camilla", "camino", "canan", "candela", "candelaria", "candelas", "candida", "carina", "carine", \
    "carla", "carlota", "carlotta", "carme", "carmela", "carmen", "carmina", "carmo", "carola", "carole", "caroline", "casandra", \
    "casiana", "casilda", "casimira", "cassandra", "casta", "castora", "catalina", "catarina", "catherine", "catia", "caya", "cayetana", \
    "cecile", "cecilia", "ceferina", "celedonia", "celeste", "celestina", "celia", "celina", "celine", "celsa", "cemile", "ceren", \
    "cerise", "cesarea", "chadia", "chafika", "chaima", "chaimaa", "chaimae", "chante", "charifa", "charlotte", "charo", "chayma", \
    "chaymaa", "chaymae", "chelo", "chenoa", "cherifa", "chiara", "chiarina", "chita", "chokria", "christa", "christel", "christelle", \
    "christiana", "christiane", "christianne", "christin", "christina", "christine", "cindy", "cinta", "cinthia", "cinthya", "cintia", \
    "cinzia", "cipriana", "cira", "ciriaca", "cirila", "clara", "clare", "claudette", "claudia", "claudina", "claudine", "clemence", \
    "clemencia", "clementa", "clementina", "clementine", "clio", "clothilde", "clotilde", "cokkie", "colette", "coline", "coloma", \
    "colombina", "concetta", "conchi", "conchita", "conrada", "consol", "constance", "constancia", "constanta", "constantina", "constanza", \
    "consuelo", "cora", "coraima", "coral", "coralia", "corina", "corinna", "corinne", "cornelia", "coro", "corona", "cosette", "cosima", \
    "cosma", "cosmina", "crescencia", "crescentia", "crina", "crisanta", "crispina", "cristalina", "cristiana", "cristiane", "cristina", \
    "cristobalina", "custodia", "cynthia", "cyntia", "daiana", "daida", "daira", "dalia", "damasa", "damiana", "dana", "danae", "dania", \
    "daniela", "daniella", "danielle", "danijela", "danna", "danuta", "daria", "darijana", "darina", "dativa", "davida", "davinia", \
    "dayana", "debora", "deborah", "dejana", "delfina", "delia", "delmira", "dema", "demetria", "denia", "denisa", "denise", "denisse", \
    "desideria", "desiree", "desislava", "diamantina", "diana", "diane", "dianne", "dieudonnee", "dikra", "dina", "dionisia", "djamila", \
    "doaa", "doae", "doina", "doinita", "domenica", "domiciana", "dominga", "dominica", "dominika", "domitila", "domnica", "donalda", \
    "donata", "donatella", "donatienne", "donatila", "dora", "dores", "doriane", "dorina", "doris", "dorita", "dorota", "dorotea", \
    "doroteia", "dorothea", "dorothee", "dorothy", "douaa", "douae", "dounia", "dragana", "drissia", "duha", "dulce", "dumitra", "duna", \
    "dunia", "ebba", "edda", "edelmira", "edibe", "edina", "edita", "edite", "edith", "edna", "eduarda", "edurne", "edvige", "edwige", \
    "edwina", "efigenia", "eider", "eileen", "eire", "ekin", "eladia", "elaia", "elaine", "elda", "elena", "elene", "eleonora", "eleonore", \
    "elettra", "eleuteria", "elfriede", "eliana", "eliane", "elicia", "elida", "elidia", "eligia", "elina", "elisa", "elisabeht", \
    "elisabel", "elisabet", "elisabete", "elisabeth", "elise", "elisea", "elisenda", "eliza", "elizabet", "elizabeth", "elke", "ellen", \
    "elli", "elma", "elmas", "elna", "elodia", "elodie", "eloina", "eloisa", "eloise", "elpidia", "elsa", "else", "elva", "elvia", \
    "elvira", "emanuela", "emel", "emelina", "emeline", "emerenciana", "emerita", "emeteria", "emilia", "emiliana", "emilie", "emiliya", \
    "emine", "emira", "emma", "emmanuelle", "enara", "enedina", "eneida", "eneritz", "enise", "enola", "enrica", "enriqueta", "enya", \
    "epifania", "erea", "erhimo", "erica", "ericka", "erika", "erlinda", "ermina", "erna", "ernesta", "erundina", "escolastica", "esin", \
    "esmee", "esmeralda", "estebana", "estefana", "estefania", "estefany", "ester", "estera", "esther", "etelvina", "eufemia", "eufrasia", \
    "eugenia", "eugenie", "eukene", "eulalia", "eulalie", "eulogia", "eunate", "eunice", "eusebia", "eustaquia", "eustasia", "eutimia", \
    "eutiquia", "evangelina", "evarista", "evelia", "evelin", "evelina", "evelyne", "evette", "evgenia", "evgeniya", "evita", "ewelina", \
    "expedita", "ezequiela", "eztizen", "fabiana", "fabienne", "fabriciana", "fabrizia", "facunda", "fadia", "fadila", "fadoua", "fadwa", \
    "fahima", "fahriye", "fairuza", "faith", "faiza", "fakhriyya", "faouzia", "fareeda", "farhana", "farida", "fariha", "farzaneh", \
    "fathiyya", "fatiha", "fatou", "fausta", "faustina", "faustine", "fawzia", "fawziyya", "fayruz", "fayza", "federica", "fehmiye", \
    "felicia", "feliciana", "felicie", "felicienne", "felicisima", "felicita", "felipa", "felisa", "ferdinanda", "feride", "fermina", \
    "fernanda", "fernande", "fevziye", "fidda", "fidela", "fidelia", "fidencia", "fikreta", "fikriyya", "filiberta", "filipa", "filomena", \
    "fiona", "fiorella", "fiorenza", "fizza", "flavia", "flavie", "floare", "floarea", "flor", "flora", "florencia", "florentina", \
    "floriana", "florianne", "florica", "florina", "florinda", "florine", "fortunata", "fouzia", "franca", "francesca", "francia", \
    "francine", "francisca", "francoise", "franseza", "franziska", "frauke", "frederica", "frederika", "frederique", "frida", "friede", \
    "friederike", "fritzi", "fructuosa", "fuencisla", "fuensanta", "fulgencia", "fulvia", "gabina", "gabriela", "gabriella", "gabrielle", \
    "gabrijela", "gadea", "gador", "gaelle", "gaetana", "gaetane", "gala", "galibe", "galila", "galina", "galla", "galya", "galyna", \
    "gamila", "ganna", "gara", "garazi", "garbine", "gaspara", "gaudencia", "gauhar", "gawahir", "geanina", "gema", "gemma", "genara", \
    "generosa", "georgette", "georgia", "georgiana", "georgina", "georgine", "geraldine", "gerarda", "gerda", "gergana", "germaine", \
    "germana", "geronima", "gervasia", "geta", "gezime", "ghada", "ghadir", "gherghina", "ghislaine", "ghizlan", "ghizlane", "giacinta", \
    "giada", "gianna", "gilberta", "gilberte", "gillian", "gina", "ginesa", "giorgia", "giorgina", "giosetta", "giovana", "giovanna", \
    "giovannetta", "gisa", "gitta", "giuditta", "giulia", "giuliana", "giustina", "goizane", "gonca", "gonzala", "gorana", "gorane", \
    "goretti", "gotzone", "graca", "grace", "gracia", "graciana", "graciela", "gratia", "grazia", "graziana", "grazyna", "greet", \
    "greetje", "gregoria", "greta", "gretchen", "grete", "guayarmina", "gudrun", "guillerma", "gumersinda", "gurutze", "gwenaelle", \
    "habiba", "habibe", "hadda", "hadia", "hadjara", "hadya", "hafida", "hafza", "hagir", "haifa", "haiyan", "haizea", "hajar", "hakima", \
    "hala", "halida", "halide", "halima", "halina", "halyna", "hameeda", "hana", "hanaa", "hanae", "hanan", "hanane", "hande", "hania", \
    "hanife", "haniyya", "hanna", "hannah", "hanne", "haridian", "hasna", "hasnaa", "hasnae", "hassania", "hassiba", "hassna", "havva", \
    "hawa", "hayat", "haydee", "hayriye", "hazan", "hazel", "hedy", "heidi", "heike", "heilwig", "helen", "helena", "helene", "helga", \
    "helia", "heliodora", "hella", "helmine", "heloise", "henar", "hendrika", "henriette", "heriberta", "hermenegilda", "hermia", \
    "herminda", "hermine", "herminia", "hermitas", "hiba", "higinia", "hilaria", "hilde", "hilmiye", "hind", "hipolita", "hlima", "hoda", \
    "honorata", "honoria", "honorina", "honorine", "hooda", "hortense", "hortensia", "houda", "houria", "hristina", "huda", "hyacinthe", \
    "ianire", "iara", "ibana", "ibone", "ibtihaj", "icia", "iciar", "idaira", "idalina", "idoia", "idoya", "idunn", "idurre", "ignacia", \
    "igone", "ikerne", "ikraam", "ikram", "ilaria", "ilda", "ildefonsa", "ileana", "ilenia", "ilham", "iliana", "ilira", "iliyana", \
    "ilona", "ilse", "iluminada", "iman", "imane", "imen", "imke", "imma", "imrana", "inam", "inas", "indalecia", "indara", "india", \
    "indira", "ines", "inez", "inga", "inge", "inna", "inocencia", "inocenta", "intza", "ioana", "ioanna", "iolanda", "iona", "ionela", \
    "ionelia", "iosune", "irache", "iraia", "iraida", "iraide", "irantzu", "iranzu", "irati", "iratxe", "irena", "irenee", "iria", "irina", \
    "iris", "irma", "irmgard", "irune", "iryna", "isabel", "isabela", "isabella", "isabelle", "isamar", "isaura", "isidora", "isidra", \
    "isis", "isolde", "isolina", "isona", "israe", "itala", "itidal", "itsaso", "itziar", "iulia", "iuliana", "ivana", "ivanka", "ivanna", \
    "ivelina", "ivet", "ivette", "ivone", "ivonne", "iwona", "izabela", "izaro", "izaskun", "izeta", "iziar", "jacinta", "jacintha", \
    "jacinthe", "jackeline", "jacoba", "jacobine", "jacqueline", "jade", "jaione", "jalila", "jamila", "jana", "janan", "jane", "janet", \
    "janeth", "janette", "janice", "janina", "janine", "janira", "janire", "janna", "jaqueline", "jara", "jaroslava", "jasmin", "jasmine", \
    "jasone", "jathibiyya", "javiera", "jawahir", "jazmin", "jeanette", "jeanine", "jeanne", "jeannette", "jeannine", "jelena", "jemaa", \
    "jenara", "jenny", "jeronima", "jesica", "jessenia", "jessica", "jesusa", "jezabel", "jihan", "jihane", "jill", "jimena", "joana", \
    "joane", "joanna", "joanne", "joaquima", "joaquina", "joceline", "joelle", "johana", "johanna", "johanne", "johanneke", "jolanda", \
    "jolie", "jone", "jordana", "jordina", "jorgina", "josee", "josefa", "josepa", "josepha", "josephe", "josephine", "josette", "josiane", \
    "josune", "jovana", "jozefa", "juana", "juani", "juanita", "judit", "judite", "judith", "julene", "julia", "juliana", "juliane", \
    "julianna", "julianne", "julie", "julienne", "juliet", "juliette", "jumana", "jumanah", "juncal", "june", "justa", "justina", \
    "justine", "justiniana", "justyna", "jutta", "juventina", "kadriye", "kalina", "kamala", "kamila", "kamile", "kamilla", "kaoutar", \
    "kaouthar", "karima", "karina", "karine", "karla", "karmele", "karoline", "kassandra", "katarin", "katarina", "katarine", "katerine", \
    "katharina", "katharine", "kathe", "katherine", "kathleen", "kathrin", "katia", "katja", "katrin", "katrine", "kautar", "kawtar", \
    "keira", "keitha", "keithia", "kenia", "keren", "kerstin", "khaddouj", "khadouj", "khadra", "khady", "khaleda", "khalida", "khalilah", \
    "khayriyya", "kheira", "khrystyna", "kinge", "kira", "kirsten", "klaudia", "korinna", "koro", "krasimira", "kreszentia", "kreszenz", \
    "krista", "kristijana", "kristin", "kristina", "kristine", "krystyna", "ksenia", "laia", "laida", "laila", "lakbira", "lamia", "lamis", \
    "laocadia", "lara", "larisa", "larissa", "larraitz", "larysa", "lateefah", "latifa", "latifah", "latife", "laudelina", "laudina", \
    "laura", "laure", "laureana", "laurence", "laurentia", "laurentina", "laurentine", "lauretta", "laurette", "laurinda", "lawahiz", \
    "lazara", "leandra", "leire", "lekbira", "lelia", "lene", "leni", "lenka", "leocadia", "leona", "leonarda", "leoncia", "leonie", \
    "leonila", "leonisa", "leonne", "leonor", "leonore", "leontina", "leontine", "leopolda", "leopoldina", "leopoldine", "leovigilda", \
    "lesya", "leyre", "liana", "liane", "libe", "libia", "liboria", "librada", "licinia", "lide", "lidia", "lidon", "lierni", "liesa", \
    "liese", "liesje", "ligia", "liliya", "lilo", "lina", "liria", "liridona", "lisa", "lisandra", "lisanne", "livia", "lizeth", "llanos", \
    "llara", "lledo", "llora", "lluisa", "llum", "loida", "longina", "lora", "lore", "lorea", "lorenza", "lorraine", "lotfia", "lotte", \
    "louisa", "louise", "louiza", "luana", "luce", "lucero", "lucia", "luciana", "luciane", "lucie", "lucienne", "lucila", "lucina", \
    "lucinia", "lucrecia", "lucy", "ludovica", "luigina", "luisa", "luise", "luitgard", "luiza", "lujayn", "lulu", "lunete", "lupe", \
    "lupicinia", "lutfiye", "luzia", "lydia", "lydie", "maartje", "mabrouka", "macaria", "macide", "madalena", "madalina", "maddalen", \
    "maddalena", "maddi", "madeline", "magali", "magaly", "magda", "magdalena", "magdalene", "magina", "maha", "mahire", "mahjouba", \
    "maialen", "maica", "maider", "maika", "maimouna", "maira", "maitane", "maite", "maitena", "maja", "majda", "majeeda", "majida", \
    "malen", "malena", "malika", "manal", "manar", "manola", "manoli", "manon", "mansoura", "manuela", "mara", "marca", "marcela", \
    "marceliana", "marcelina", "marceline", "marcella", "marcelle", "marcellette", "marcelline", "marcia", "marciala", "marciana", \
    "marcie", "mareike", "mari", "maria", "mariam", "mariama", "mariana", "marianela", "mariangela", "marianna", "marianne", "maribel", \
    "maricela", "maricica", "marie", "marieke", "mariel", "mariela", "mariele", "mariella", "marielle", "mariem", "marien", "marieta", \
    "marietta", "mariette", "mariia", "marijke", "marijse", "marilena", "marilia", "marilin", "marilu", "mariluz", "marilyn", "marina", \
    "marine", "marinela", "mariola", "mariona", "marisa", "marise", "marisela", "marisol", "marita", "maritza", "mariyana", "marja", \
    "marjan", "marlene", "marleny", "maroua", "marta", "martha", "marthe", "martina", "martine", "marwa", "mary", "maryana", "maryem", \
    "maryna", "masouda", "matea", "maura", "maureen", "mauricia", "maxima", "maximiana", "maximiliana", "maximilienne", "maximina", \
    "mayka", "mayra", "mayte", "mbarka", "megan", "meike", "melani", "melania", "melanie", "melany", "melchora", "meliha", "melina", \
    "melitona", "melodi", "melodia", "melodie", "melody", "mencia", "merce", "mercedes", "mercy", "meriam", "meritxell", "mertxe", "mery", \
    "messaouda", "messouda", "meta", "mevluda", "micaela", "michaela", "michela", "michelangela", "michele", "micheline", "michelle", \
    "mieke", "miguela", "mihaela", "mikaela", "mikele", "mikhaila", "mila", "milana", "milena", "milene", "milouda", "mimona", "mimouna", \
    "mimount", "mina", "minna", "miquela", "mirabelle", "mireille", "mirela", "mirella", "miren", "mirian", "mirjam", "miroslava", \
    "miroslawa", "mirsada", "mirta", "mirtha", "miryam", "miryan", "mitzi", "modesta", "moira", "mokhtaria", "mona", "monica", "montse", \
    "moufida", "moulouda", "mouna", "mounia", "muge", "muhsina", "muna", "munira", "munire", "muriel", "myrian", "myroslava", "nabiha", \
    "nabila", "naciye", "nadeema", "nadia", "nadine", "nadira", "nadja", "nadra", "naeema", "nagore", "nahia", "naia", "naiala", "naila", \
    "naima", "nair", "najat", "najia", "najiba", "najima", "najlae", "najoua", "najwa", "nancy", "naomi", "naoual", "nara", "narcisa", \
    "narcissa", "naroa", "naseera", "nasira", "nassera", "nassiba", "nassima", "nassira", "nastasia", "natali", "natalia", "natalie", \
    "nataliia", "nataliya", "nataly", "natalya", "nathalia", "nathalie", "nawal", "nayeli", "nayla", "nazaret", "nazareth", "nazaria", \
    "nazeera", "nazha", "nazifa", "nazife", "naziha", "nazime", "nazira", "nedime", "neila", "neiva", "nekane", "nela", "neli", "nelia", \
    "nelly", "nemesia", "nerea", "nermina", "neus", "nezha", "nicanora", "nicasia", "nicolasa", "nicole", "nicoleta", "nicoletta", \
    "nicolette", "niculina", "nidia", "nieve", "nihada", "nila", "nilsa", "nira", "nisamar", "noela", "noele", "noelia", "noella", \
    "noelle", "noemie", "noha", "nohaila", "nohemi", "nora", "norah", "norberta", "norina", "norma", "nouhaila", "noura", "nouzha", \
    "novia", "nuha", "nunzia", "nura", "nuray", "nuria", "nuriye", "oana", "obdulia", "oceane", "octavia", "odalys", "odette", "odila", \
    "odile", "ofelia", "ohiane", "oiane", "oihana", "oihane", "olaia", "olalla", "olatz", "olaya", "olegaria", "oleksandra", "olena", \
    "olesya", "olha", "olimpia", "oliva", "olivia", "olivie", "olvido", "olympe", "omaima", "omaira", "omara", "omayra", "onelia", \
    "onesima", "onintza", "orencia", "oriana", "oriane", "orianne", "orlanda", "orosia", "orsina", "otilia", "ottavia", "ottilie", \
    "ouahiba", "ouarda", "ouassima", "ouida", "oumaima", "ovidia", "ozlem", "pabla", "palmira", "paola", "paolina", "parveen", "parvin", \
    "pascale", "pascaline", "pascuala", "pasion", "pasqualina", "pastora", "patricia", "patrizia", "patrocinia", "paula", "paule", \
    "paulette", "paulina", "pauline", "pavlina", "pepa", "pepita", "peregrina", "perfecta", "perpetua", "perrine", "petra", "petrona", \
    "petronela", "petronella", "petronila", "petruta", "philipa", "philippa", "philippine", "phillipa", "philomena", "phyllis", "piera", \
    "pierina", "pietronella", "pili", "placida", "placide", "plamena", "polina", "polonia", "porfiria", "prado", "primitiva", \
    "providencia", "prudencia", "pura", "purificacio", "queralt", "quintina", "quiteria", "rabha", "rabiaa", "rabiha", "rachel", "rachele", \
    "rachida", "radia", "radka", "radoslava", "rafaela", "raffaella", "rafika", "rafiqa", "rahma", "raife", "raimonda", "raimunda", \
    "raimunde", "raisa", "rajaa", "rajae", "rajya", "rakel", "ramira", "ramiza", "ramona", "rania", "ranya", "raphaela", "raphaelle", \
    "raquel", "rasa", "rasha", "rasheeda", "rashida", "rasima", "rawiya", "rawya", "raymonde", "refika", "regina", "regine", "regla", \
    "regula", "rehana", "reina", "reinalda", "reine", "reinhilde", "remedio", "remei", "remigia", "remziye", "rena", "renata", "renate", \
    "renee", "reside", "restituta", "rhimou", "rica", "ricarda", "riccarda", "riham", "rike", "rima", "rina", "rita", "rizwana", "rkia", \
    "roberta", "robina", "robustiana", "rochelle", "rocio", "rogelia", "rolande", "romaine", "romana", "romane", "romilda", "romina", \
    "romola", "romualda", "romy", "ronalda", "rosa", "rosalie", "rosalina", "rosalinda", "rosana", "rosangela", "rosanna", "rosario", \
    "rose", "rosella", "rosemonde", "rosenda", "rosina", "rosine", "rossana", "rossella", "roza", "rubena", "rudesinda", "rufina", \
    "rumyana", "ruperta", "ruqayya", "ruslana", "ruth", "ryana", "ryanne", "saadia", "sabah", "sabela", "sabina", "sabine", "sabrin", \
    "sabrina", "sabrine", "sabriye", "sadika", "sadiqa", "saeeda", "safa", "safaa", "safae", "safeta", "safia", "sahar", "saida", "saide", \
    "saioa", "sajida", "saladina", "saleema", "saleha", "salha", "saliha", "salima", "salma", "salome", "saloua", "salud", "salustiana", \
    "salvadora", "salwa", "samara", "sameera", "samia", "samiha", "samina", "samira", "samiye", "samuela", "sanaa", "sanae", "sancha", \
    "sanchia", "sanda", "sandalia", "sandra", "sandrine", "sanela", "saniyya", "sanne", "santa", "santas", "santiaga", "santuzza", "sanya", \
    "sara", "sarah", "sarai", "saray", "saskia", "saturia", "saturnina", "saule", "seada", "sebastiana", "sebastienne", "secundina", \
    "sefora", "segunda", "sehila", "seila", "selena", "selene", "selina", "selma", "semiha", "senada", "serafina", "seraphina", "serapia", \
    "serena", "sergia", "serife", "servanda", "setefilla", "severa", "severiana", "severina", "severine", "shadia", "shadya", "shafiqa", \
    "shahida", "shahira", "shahnaz", "shahrazad", "shahrizad", "shaila", "shakeela", "shakila", "shakira", "shama", "sharay", "sharifa", \
    "sheyla", "shukriyya", "sibylla", "sibylle", "sierra", "sigrid", "silvana", "silveria", "silvestra", "silvia", "silvina", "silviya", \
    "simona", "sinforiana", "sinforosa", "sira", "siria", "sixta", "soad", "socorro", "sofia", "sofie", "sohaila", "soheila", "sohora", \
    "sommer", "sonja", "sonje", "sonya", "sophia", "sophie", "soraya", "sorina", "sotera", "souad", "souhaila", "soumia", "stana", \
    "stanislava", "stanislawa", "stanka", "stefana", "stefania", "stefanie", "stefany", "stela", "steliana", "stella", "stephania", \
    "stephanie", "stephany", "sterre", "sukriye", "sultana", "suraya", "susan", "susanne", "suse", "svetoslava", "sybilla", "sybille", \
    "sylvaine", "sylvia", "sylviane", "sylvianne", "sylvie", "sylwia", "tahira", "tais", "talia", "tamar", "tamara", "tamou", "tania", \
    "tanit", "tanja", "tanya", "taoufika", "tara", "tatjana", "telesfora", "telma", "teodomira", "teodora", "teodosia", "teodula", \
    "teofila", "tere", "teresa", "teresita", "tereza", "thalia", "thea", "theda", "thelma", "therese", "theresia", "thora", "thurayya", \
    "tiburcia", "tiffany", "timotea", "tina", "tirsa", "tiziana", "todora", "toinette", "tomasa", "tonia", "tonya", "torcuata", "toribia", \
    "touria", "triana", "trini", "trinitat", "tudora", "tullia", "ubalda", "ubaldina", "udane", "ulpiana", "ulrika", "ulrike", "urbana", \
    "ursel", "uschi", "usoa", "usue", "uxia", "uxue", "uzma", "vahida", "valencia", "valentina", "valentyna", "valeria", "valeriana", \
    "valerie", "valeriya", "valle", "valme", "valona", "vania", "varinia", "velia", "velida", "venancia", "veneranda", "vera", "verena", \
    "veronica", "veronika", "veronique", "veselina", "vicenta", "victoire", "victoria", "victoriana", "victorina", "victorine", \
    "victorita", "vidala", "vienne", "viktoria", "viktoriya", "vilma", "vincenza", "vinyet", "viola", "violette", "viorica", "vira", \
    "virgilia", "virginia", "virginie", "vita", "vitalia", "vitalina", "vitoria", "vittoria", "viviana", "viviane", "vivienne", \
    "vladimira", "vladislava", "vlastimila", "vlatka", "vreni", "wafia", "waheeda", "wahiba", "wahida", "wajiha", "wanda", "warda", \
    "wasima", "wassima", "wenceslaa", "wendy", "widad", "wilfreda", "wilhelmina", "willemina", "wilma", "wisal", "wissal", "xana", \
    "xandra", "xavia", "xaviera", "xiana", "xiaofen", "xiaoli", "xiaomei", "xiaoyan", "ximena", "xiomara", "xoana", "yadira", "yaiza", \
    "yajaira", "yamila", "yamile", "yamiley", "yamina", "yana", "yanet", "yaneth", "yanira", "yanire", "yaquelin", "yara", "yaritza", \
    "yaroslava", "yasira", "yasmin", "yasmine", "yenifer", "yennifer", "yenny", "yesenia", "yesica", "yesika", "yessenia", "yessica", \
    "yevgenia", "ylenia", "yoana", "yohana", "yohanna", "yolanda", "yolande", "yomara", "yonca", "yordanka", "yoselin", "yosune", "yovana", \
    "ysabel", "yudit", "yudith", "yulia", "yuliana", "yuliya", "yumara", "yurema", "yurena", "yvette", "yvonne", "zahara", "zahia", \
    "zahida", "zahira", "zahra", "zahrah", "zaida", "zaina", "zakia", "zakira", "zakiyya", "zaloa", "zamara", "zaray", "zaria", "zayna", \
    "zdenka", "zdravka", "zekiye", "zella", "zenaida", "zeneida", "zenzi", "zephyrine", "zhanna", "zhor", "zhour", "zinaida", "zlatana", \
    "zohra", "zoila", "zorana", "zouhra", "zoya", "zuleima", "zulema", "zulima", "zulma", "zurine"

#endif
